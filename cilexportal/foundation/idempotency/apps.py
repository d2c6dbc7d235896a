from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    name = "cilexportal.foundation.idempotency"
    label = "idempotency"
