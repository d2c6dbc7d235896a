"""The Django app `ui`."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates' helpers; no tables."""

    name = "cilexportal.foundation.ui"
    label = "ui"
