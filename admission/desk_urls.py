"""What officers do of final applications."""

from django.urls import URLPattern

app_name = "admission_desk"

urlpatterns: list[URLPattern] = []
