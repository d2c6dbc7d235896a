"""The staff's desk of letters, mounted at /desk/letters/."""

from django.urls import path

from cilexportal.foundation.correspondence.views import desk

app_name = "correspondence"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("<uuid:message>/", desk.letter, name="letter"),
    path("<uuid:message>/letter.pdf", desk.pdf, name="pdf"),
    path("<uuid:message>/again/", desk.try_again, name="try_again"),
    path("<uuid:message>/posted/", desk.mark_posted, name="mark_posted"),
]
