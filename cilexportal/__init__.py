"""The roof: settings, addresses, workers and wiring. It connects the apps and decides nothing."""

from cilexportal.celery import app as celery_app

__all__ = ["celery_app"]
