"""What applicants see and do of their final application. Mounted under the application, whose uuid comes first."""

from django.urls import URLPattern

app_name = "admission"

urlpatterns: list[URLPattern] = []
