"""What applicants see and do of their portfolio. Mounted under the application, whose uuid comes first."""

from django.urls import path

from portfolio.views import board, leaving

app_name = "portfolio"

urlpatterns = [
    path("", board.board, name="board"),
    path("leaving/", leaving.packs, name="leaving"),
    path("leaving/<uuid:supervisor>/", leaving.plan, name="leaving_plan"),
    path("leaving/<uuid:supervisor>/<slug:deed>/", leaving.act, name="leaving_act"),
]
