"""Staff's pages about standing."""

from django.urls import URLPattern

app_name = "standing_desk"

urlpatterns: list[URLPattern] = []
