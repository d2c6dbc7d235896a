"""The addresses of CPD."""

app_name = "cpd"
urlpatterns: list = []
