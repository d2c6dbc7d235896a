"""One effect a click: keys in every form, and typed text kept when a form cannot be taken."""
