"""What everybody sees of titles, beside the register of members."""

from django.urls import URLPattern, path

from admission.views import title

app_name = "titles"

urlpatterns: list[URLPattern] = [
    path("", title.home, name="home"),
    path("<slug:number>/", title.title, name="title"),
]
