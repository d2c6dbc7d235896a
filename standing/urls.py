"""What members see of their own standing."""

from django.urls import URLPattern, path

from standing.views import certificate_fee, check, conduct, joining, mine, register, renewing

app_name = "standing"

urlpatterns: list[URLPattern] = [
    path("", mine.home, name="home"),
    path("renewal/", renewing.home, name="renewal"),
    path("renewal/undertake/", renewing.undertake, name="undertake"),
    path("renewal/pay/", renewing.pay, name="pay"),
    path("renewal/give-up/", renewing.give_up, name="give_up"),
    path("renewal/certificate/", certificate_fee.buy, name="buy_certificate"),
    path("joining/", joining.join, name="join"),
    path("joining/give-up/", joining.give_up, name="join_give_up"),
    path("conduct/", conduct.mine, name="declarations"),
    path("conduct/<int:year>/", conduct.declare, name="declare"),
    path("conduct/<uuid:uuid>/", conduct.one, name="declaration"),
    path("practice/", register.practice, name="practice"),
    path("certificates/check/", check.check, name="check"),
    path("certificates/<slug:number>/", check.certificate, name="certificate"),
    path("certificates/<slug:number>/file/", mine.certificate_file, name="certificate_file"),
]
