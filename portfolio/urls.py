"""What applicants see and do of their portfolio. Mounted under the application, whose uuid comes first."""

from django.urls import path

from portfolio.views import board, builds, leaving, places, sheets, supervisors, versions

app_name = "portfolio"

urlpatterns = [
    path("", board.board, name="board"),
    path("supervisors/", supervisors.supervisors, name="supervisors"),
    path("supervisors/add/", supervisors.add, name="supervisor_add"),
    path("supervisors/<uuid:supervisor>/", supervisors.change, name="supervisor"),
    path("supervisors/<uuid:supervisor>/remove/", supervisors.remove, name="supervisor_remove"),
    path("places/<str:code>/", places.place, name="place"),
    path("parked/", places.parked, name="parked"),
    path("sheets/<uuid:sheet>/", sheets.sheet, name="sheet"),
    path("sheets/<uuid:sheet>/move/", places.move, name="sheet_move"),
    path("sheets/<uuid:sheet>/turn/", places.turn, name="sheet_turn"),
    path("sheets/<uuid:sheet>/remove/", places.remove, name="sheet_remove"),
    path("sheets/<uuid:sheet>/back/", places.bring_back, name="sheet_back"),
    path("sheets/<uuid:sheet>/versions/", versions.versions, name="versions"),
    path("leaving/", leaving.packs, name="leaving"),
    path("leaving/<uuid:supervisor>/", leaving.plan, name="leaving_plan"),
    path("leaving/<uuid:supervisor>/release/<str:code>/", leaving.release, name="leaving_release"),
    path("leaving/<uuid:supervisor>/<slug:deed>/", leaving.act, name="leaving_act"),
    path("build/", builds.builds, name="builds"),
    path("build/<uuid:build>/<int:number>/", builds.built, name="built"),
]
