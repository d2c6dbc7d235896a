"""What the logbook reads. Other apps and the roof enter by the names given here."""

from cpd.queries.glance import Glance, at_a_glance

__all__ = ["Glance", "at_a_glance"]
