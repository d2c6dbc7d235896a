from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "cilexportal.demo"
    label = "demo"
