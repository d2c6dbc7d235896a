"""What applicants see and do of their portfolio. Mounted under the application, whose uuid comes first."""

from django.urls import path

from portfolio.views import board, builds, leaving, library, places, sheets, spots, supervisors, uploads, versions

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
    path("library/", library.library, name="library"),
    path("library/list/", library.library_list, name="library_list"),
    path("library/add/", uploads.add, name="library_add"),
    path("library/paste/", library.paste, name="paste"),
    path("library/names/", library.names, name="names"),
    path("library/uploads/", uploads.begin, name="upload_begin"),
    path("library/uploads/<uuid:upload>/", uploads.part, name="upload_part"),
    path("library/uploads/<uuid:upload>/drop/", uploads.drop, name="upload_drop"),
    path("library/<uuid:piece>/", library.piece, name="piece"),
    path("library/<uuid:piece>/file/", library.piece_file, name="piece_file"),
    path("library/<uuid:piece>/replace/", library.piece_replace, name="piece_replace"),
    path("library/<uuid:piece>/remove/", library.piece_remove, name="piece_remove"),
    path("library/<uuid:piece>/back/", library.piece_back, name="piece_back"),
    path("library/<uuid:piece>/pages/<int:page>/", spots.piece_page, name="piece_page"),
    path("library/<uuid:piece>/pages/<int:page>/picture/", spots.piece_picture, name="piece_picture"),
]
