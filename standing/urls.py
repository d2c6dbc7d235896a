"""What members see of their own standing."""

from django.urls import URLPattern, path

from standing.views import check, mine

app_name = "standing"

urlpatterns: list[URLPattern] = [
    path("", mine.home, name="home"),
    path("certificates/check/", check.check, name="check"),
    path("certificates/<slug:number>/", check.certificate, name="certificate"),
    path("certificates/<slug:number>/file/", mine.certificate_file, name="certificate_file"),
]
