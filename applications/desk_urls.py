"""The officers' queue and cases."""

from django.urls import URLPattern

app_name = "applications_desk"

urlpatterns: list[URLPattern] = []
