from zaedno.features.workshops.urls import activities, boards, events

app_name = "workshops"
# The boards' addresses first: `<slug>/boards/…` is longer than anything of an event's own page.
urlpatterns = [*boards.urlpatterns, *activities.urlpatterns, *events.urlpatterns]
