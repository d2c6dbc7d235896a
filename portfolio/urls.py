"""What applicants see and do of their portfolio. Mounted under the application, whose uuid comes first."""

from django.urls import path

from portfolio.views import board

app_name = "portfolio"

urlpatterns = [
    path("", board.board, name="board"),
]
