"""What a load balancer and whoever watches the portal ask, mounted at /healthz/."""

from django.urls import path

from cilexportal.foundation.health import views

app_name = "health"
urlpatterns = [
    path("live", views.live, name="live"),
    path("ready", views.ready, name="ready"),
]
