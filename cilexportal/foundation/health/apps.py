from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "cilexportal.foundation.health"
    label = "health"
