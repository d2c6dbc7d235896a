"""The public register."""

from django.urls import URLPattern, path

from standing.views import register

app_name = "register"

urlpatterns: list[URLPattern] = [
    path("", register.home, name="home"),
    path("open-data.csv", register.open_data, name="open_data"),
    path("<uuid:uuid>/", register.entry, name="entry"),
]
