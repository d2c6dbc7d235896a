"""The addresses of the officer's desk for CPD years."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
