"""The addresses of the shop for finance and for those who run courses."""

from django.urls import URLPattern

app_name = "shop_desk"
urlpatterns: list[URLPattern] = []
