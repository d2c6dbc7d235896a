"""What administrators keep of applications: pathways, and the days on which the office is closed."""

from applications.admin import pathways

__all__ = ["pathways"]
