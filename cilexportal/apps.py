from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "cilexportal"

    def ready(self) -> None:
        from cilexportal import wiring

        wiring.connect()
