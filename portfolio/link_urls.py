"""What a supervisor reaches by an emailed link, without an account."""

from django.urls import path

from portfolio.views import supervisor

app_name = "portfolio_link"

# The pages of a visit stand under v/, which no link is called: its secret is longer.
urlpatterns = [
    path("v/", supervisor.sheets, name="sheets"),
    path("v/consent/", supervisor.consent, name="consent"),
    path("v/leave/", supervisor.leave, name="leave"),
    path("v/sign/", supervisor.sign, name="sign"),
    path("v/sheet/<uuid:sheet>/", supervisor.sheet, name="sheet"),
    path("v/file/<uuid:file>/", supervisor.file, name="file"),
    path("<str:token>/open/", supervisor.enter, name="open"),
    path("<str:token>/", supervisor.land, name="land"),
]
