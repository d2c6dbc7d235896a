"""The gallery of components."""

from django.urls import path

from cilexportal.foundation.ui import views

app_name = "ui"

urlpatterns = [path("", views.gallery, name="gallery")]
