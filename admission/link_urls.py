"""What a supervisor reaches by an emailed link to sign, without an account."""

from django.urls import path

from admission.views import sign

app_name = "admission_link"

# The pages of a visit stand under v/, which no link is called: its secret is longer.
urlpatterns = [
    path("v/", sign.sign, name="sign"),
    path("v/decline/", sign.decline, name="decline"),
    path("v/hand-over/", sign.hand_over, name="hand_over"),
    path("v/leave/", sign.leave, name="leave"),
    path("v/record/", sign.record, name="record"),
    path("v/example/<str:code>/", sign.sheet, name="sheet"),
    path("v/file/<uuid:file>/", sign.file, name="file"),
    path("<str:token>/open/", sign.enter, name="open"),
    path("<str:token>/", sign.land, name="land"),
]
