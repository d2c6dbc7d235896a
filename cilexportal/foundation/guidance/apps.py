from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "cilexportal.foundation.guidance"
    label = "guidance"
