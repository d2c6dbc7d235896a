"""Private files: received, checked, served; and PDFs that the worker makes."""
