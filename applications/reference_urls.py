"""What a supervisor reaches by an emailed link, without an account."""

from django.urls import path

from applications.views import supervisor, supervisor_typing

app_name = "reference"

# The pages of a visit stand under r/, which no link is called: its secret is longer.
urlpatterns = [
    path("r/check/", supervisor.check, name="check"),
    path("r/sign/", supervisor.sign, name="sign"),
    path("r/decline/", supervisor.decline, name="decline"),
    path("r/hand-over/", supervisor.hand_over, name="hand_over"),
    path("r/letter/", supervisor.letter, name="letter"),
    path("r/done/", supervisor.done, name="done"),
    path("r/<slug:page>/", supervisor.page, name="page"),
    path("r/<slug:page>/typed/", supervisor_typing.keep, name="keep"),
    path("<str:token>/open/", supervisor.enter, name="open"),
    path("<str:token>/", supervisor.land, name="land"),
]
