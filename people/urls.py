"""What people do with their own account: tasks, preferences, consent, data, closing."""

from django.urls import URLPattern

app_name = "me"

urlpatterns: list[URLPattern] = []
