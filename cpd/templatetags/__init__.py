"""Template libraries of CPD."""
