"""What applicants see and do: their steps, their ledger, their references."""

from django.urls import path

from applications.views import mine, paying, typing

app_name = "applications"

urlpatterns = [
    path("<uuid:uuid>/<slug:step>/submit/", paying.submit, name="submit"),
    path("<uuid:uuid>/<slug:step>/take-back/", paying.take_back, name="take_back"),
    path("<uuid:uuid>/", mine.mine, name="mine"),
    path("<uuid:uuid>/withdraw/", mine.withdraw, name="withdraw"),
    path("<uuid:uuid>/typed/<str:page>/", typing.keep, name="keep"),
]
