from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "cilexportal.foundation.rulebook"
    label = "rulebook"
