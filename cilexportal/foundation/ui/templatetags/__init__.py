"""Template libraries: `ui` for pages, `ui_forms` for the crispy pack."""
