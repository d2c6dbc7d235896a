"""What a supervisor reaches by an emailed link to sign, without an account."""

from django.urls import URLPattern

app_name = "admission_link"

urlpatterns: list[URLPattern] = []
