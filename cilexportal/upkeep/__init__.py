"""The upkeep of this repository: what `manage.py check_all` and the tests about the repository ask."""
