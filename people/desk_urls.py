"""The membership officers' desk."""

from django.urls import path

from people.views import (
    bulletins,
    desk_access,
    desk_complaints,
    desk_grade,
    desk_merging,
    desk_notes,
    desk_people,
    desk_wall,
    restrictions,
)

app_name = "people"

urlpatterns = [
    path("", desk_people.find, name="find"),
    path("<uuid:uuid>/", desk_people.one, name="one"),
    path("<uuid:uuid>/note/", desk_notes.of_member, name="note"),
    path("<uuid:uuid>/grade/", desk_grade.change, name="grade"),
    path("account/<int:pk>/", desk_people.account, name="account"),
    path("account/<int:pk>/note/", desk_notes.of_account, name="account_note"),
    path("notes/<uuid:uuid>/correct/", desk_notes.correct, name="note_correct"),
    path("notes/<uuid:uuid>/withdraw/", desk_notes.withdraw, name="note_withdraw"),
    path("duplicates/", desk_merging.desk, name="duplicates"),
    path("duplicates/<uuid:kept>/<uuid:gone>/", desk_merging.pair, name="pair"),
    path("duplicates/<uuid:one>/<uuid:other>/apart/", desk_merging.apart, name="apart"),
    path("merges/<uuid:uuid>/", desk_merging.merged, name="merged"),
    path("data/", desk_access.desk, name="access"),
    path("data/enter/", desk_access.enter, name="access_enter"),
    path("data/<uuid:uuid>/", desk_access.one, name="access_one"),
    path("data/<uuid:uuid>/<slug:do>/", desk_access.act, name="access_act"),
    path("complaints/", desk_complaints.desk, name="complaints"),
    path("complaints/<uuid:uuid>/", desk_complaints.one, name="complaint"),
    path("complaints/<uuid:uuid>/<slug:do>/", desk_complaints.act, name="complaint_act"),
    path("wall/", desk_wall.log, name="wall"),
    path("messages/", bulletins.desk, name="bulletins"),
    path("restrictions/", restrictions.desk, name="restrictions"),
    path("restrictions/new/", restrictions.propose, name="restriction_new"),
    path("restrictions/<uuid:uuid>/", restrictions.one, name="restriction"),
]
