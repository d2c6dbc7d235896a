"""Staff's pages about standing."""

from django.urls import URLPattern, path

from standing.views import desk_certificates, desk_conduct, desk_declared, desk_renewals

app_name = "standing_desk"

urlpatterns: list[URLPattern] = [
    path("", desk_certificates.desk, name="certificates"),
    path("members/<uuid:uuid>/", desk_certificates.member, name="member"),
    path("members/<uuid:uuid>/issue/", desk_certificates.issue, name="issue"),
    path("certificates/<slug:number>/revoke/", desk_certificates.revoke, name="revoke"),
    path("certificates/<slug:number>/file/", desk_certificates.certificate_file, name="certificate_file"),
    path("conduct/", desk_conduct.desk, name="conduct"),
    path("conduct/<uuid:uuid>/", desk_conduct.one, name="conduct_one"),
    path("conduct/<uuid:uuid>/decide/", desk_conduct.decide, name="conduct_decide"),
    path("conduct/referrals/<uuid:uuid>/", desk_conduct.referral, name="referral"),
    path("renewals/declared/", desk_declared.declared, name="declared"),
    path("renewals/referring/", desk_declared.refer, name="refer"),
    path("renewals/", desk_renewals.desk, name="renewals"),
    path("renewals/employer/", desk_renewals.employer, name="employer"),
    path("renewals/employer/<uuid:uuid>/", desk_renewals.invoice, name="invoice"),
    path("renewals/joining/", desk_renewals.joinings, name="joinings"),
    path("renewals/joining/<uuid:uuid>/", desk_renewals.joining_one, name="joining"),
    path("renewals/rules/", desk_renewals.rules, name="rules"),
]
