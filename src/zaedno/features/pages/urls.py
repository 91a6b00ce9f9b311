from django.urls import path

from zaedno.features.pages import views
from zaedno.features.pages.exports import NewsFeed

app_name = "pages"
urlpatterns = [
    path("news/", views.news, name="news"),
    path("news/feed.xml", NewsFeed(), name="feed"),
    path("news/<slug:slug>/", views.news_page, name="news_page"),
    path("news/<slug:slug>/embed/", views.embed, name="embed"),
    path("info/", views.info, name="info"),
    path("info/<slug:slug>/", views.info_page, name="info_page"),
    path("links/", views.links, name="links"),
]
