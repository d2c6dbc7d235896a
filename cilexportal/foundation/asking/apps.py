from django.apps import AppConfig


class AskingConfig(AppConfig):
    name = "cilexportal.foundation.asking"
    label = "asking"
