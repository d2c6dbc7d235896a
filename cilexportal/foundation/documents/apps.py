from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "cilexportal.foundation.documents"
    label = "documents"
