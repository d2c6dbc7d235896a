from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "cilexportal.foundation.correspondence"
    label = "correspondence"
