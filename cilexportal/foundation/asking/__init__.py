"""Asking a person for particulars, with a day, reminders and answers; for every part of the portal [TC-6.10]."""
