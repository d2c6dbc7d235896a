"""The Celery application. Postgres holds the truth; a lost broker costs only time (see the sweepers below)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cilexportal.settings")

app = Celery("cilexportal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
