"""The pages of letters: the staff's desk, and each person's own."""
