"""The addresses of the shop for buyers and payers."""

from django.urls import URLPattern

app_name = "shop"
urlpatterns: list[URLPattern] = []
