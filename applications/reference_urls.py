"""What a supervisor reaches by an emailed link, without an account."""

from django.urls import URLPattern

app_name = "reference"

urlpatterns: list[URLPattern] = []
