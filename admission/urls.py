"""What applicants see and do of their final application. Mounted under the application, whose uuid comes first."""

from django.urls import path

from admission.views import before, final

app_name = "admission"

urlpatterns = [
    path("", final.final, name="final"),
    path("form/<slug:section>/", final.form, name="form"),
    path("reference/", final.reuse, name="reuse"),
    path("letter/", final.letter, name="letter"),
    path("before/", before.before, name="before"),
]
