"""What applicants see and do of their final application. Mounted under the application, whose uuid comes first."""

from django.urls import path

from admission.views import before, declare, final, title

app_name = "admission"

urlpatterns = [
    path("", final.final, name="final"),
    path("form/<slug:section>/", final.form, name="form"),
    path("reference/", final.reuse, name="reuse"),
    path("letter/", final.letter, name="letter"),
    path("title/", title.mine, name="title"),
    path("title/certificate/", title.certificate, name="certificate"),
    path("before/", before.before, name="before"),
    path("declarations/", declare.declarations, name="declarations"),
    path("declarations/sign/", declare.sign, name="sign"),
    path("declarations/<uuid:declaration>/record/", declare.record, name="declaration_record"),
]
