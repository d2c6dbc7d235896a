"""Measures the portal against floors taken in the same run, so that the figures mean the same on every machine."""
