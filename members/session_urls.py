from django.urls import path

from members.views import session

urlpatterns = [
    path("session/", session.status, name="session"),
    path("session/extend/", session.extend, name="session_extend"),
]
