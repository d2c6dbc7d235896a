"""Staff's pages about standing."""

from django.urls import URLPattern, path

from standing.views import desk_certificates

app_name = "standing_desk"

urlpatterns: list[URLPattern] = [
    path("", desk_certificates.desk, name="certificates"),
    path("members/<uuid:uuid>/", desk_certificates.member, name="member"),
    path("members/<uuid:uuid>/issue/", desk_certificates.issue, name="issue"),
    path("certificates/<slug:number>/revoke/", desk_certificates.revoke, name="revoke"),
    path("certificates/<slug:number>/file/", desk_certificates.certificate_file, name="certificate_file"),
]
