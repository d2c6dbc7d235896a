from django.apps import AppConfig


class AdmissionConfig(AppConfig):
    name = "admission"
    verbose_name = "Admissions"
    default_auto_field = "django.db.models.BigAutoField"
