from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "standing"
    verbose_name = "Standing"
    default_auto_field = "django.db.models.BigAutoField"
