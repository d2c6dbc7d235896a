"""What applicants see and do: their steps, their ledger, their references."""

from django.urls import URLPattern

app_name = "applications"

urlpatterns: list[URLPattern] = []
