"""What members see of their own standing."""

from django.urls import URLPattern

app_name = "standing"

urlpatterns: list[URLPattern] = []
