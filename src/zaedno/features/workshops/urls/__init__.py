from zaedno.features.workshops.urls import activities, boards, events, session
from zaedno.features.workshops.views.seats import seated

app_name = "workshops"
# The boards' addresses first: `<slug>/boards/…` is longer than anything of an event's own page.
urlpatterns = [
    *session.urlpatterns,
    *boards.urlpatterns,
    *activities.urlpatterns,
    *events.urlpatterns,
]
for pattern in urlpatterns:
    pattern.callback = seated(pattern.callback)  # dots and polls go by seat as they do by person
