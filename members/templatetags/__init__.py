"""Template libraries of members."""
