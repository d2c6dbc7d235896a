"""The screens of people, split by audience."""
