"""Runs the portal on one machine for demo, tests and development: servers, processes and commands.

Production does not use it: DATABASE_URL and PORTAL_MODE are set there, and `manage.py` is plain Django.
"""
