"""The forms of CPD: shape only; services decide."""
