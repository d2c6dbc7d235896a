from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "cilexportal"

    def ready(self) -> None:
        # Celery is brought along by Django and not by the package: files are checked by processes that need neither.
        from cilexportal import celery, wiring

        celery.app.set_default()
        wiring.connect()
