from django.urls import path

from cilexportal.foundation.rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:clause_id>/", views.clause, name="clause"),
]
