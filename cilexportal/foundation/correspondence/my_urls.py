"""A person's own letters, mounted at /letters/."""

from django.urls import path

from cilexportal.foundation.correspondence.views import mine, stop

app_name = "letters"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("stop/<str:token>/", stop.stop, name="stop"),
    path("<uuid:message>/", mine.letter, name="letter"),
    path("<uuid:message>/letter.pdf", mine.pdf, name="pdf"),
]
