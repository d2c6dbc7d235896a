"""How the portal looks: tags, form fields, widgets, crispy layout objects and the gallery that shows them all."""
