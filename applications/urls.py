"""What applicants see and do: their steps, their ledger, their references."""

from django.urls import path

from applications.views import (
    beginning,
    entries,
    knowledge,
    ledger,
    mine,
    paying,
    planning,
    reconsidering,
    references,
    typing,
    writing,
)

app_name = "applications"

urlpatterns = [
    path("", beginning.choose, name="choose"),
    path("<slug:pathway>/begin/", beginning.begin, name="begin"),
    path("<slug:pathway>/brief/", beginning.brief, name="brief"),
    path("<uuid:uuid>/knowledge/", knowledge.page, name="knowledge"),
    path("<uuid:uuid>/papers/<uuid:paper>/", knowledge.paper, name="paper"),
    path("<uuid:uuid>/papers/<uuid:paper>/remove/", knowledge.paper_remove, name="paper_remove"),
    path("<uuid:uuid>/<slug:step>/submit/", paying.submit, name="submit"),
    path("<uuid:uuid>/<slug:step>/take-back/", paying.take_back, name="take_back"),
    path("<uuid:uuid>/", mine.mine, name="mine"),
    path("<uuid:uuid>/<slug:step>/references/", references.mine, name="references"),
    path("<uuid:uuid>/<slug:step>/references/ask/", references.ask, name="reference_ask"),
    path("<uuid:uuid>/<slug:step>/again/", reconsidering.again, name="reconsider"),
    path("references/<uuid:asked>/again/", references.again, name="reference_again"),
    path("references/<uuid:asked>/end/", references.end, name="reference_end"),
    path("<uuid:uuid>/letters/<int:number>/", mine.letter, name="letter"),
    path("<uuid:uuid>/withdraw/", mine.withdraw, name="withdraw"),
    path("<uuid:uuid>/write/", writing.write, name="write"),
    path("<uuid:uuid>/plan/", planning.plan, name="plan"),
    path("<uuid:uuid>/typed/<str:page>/", typing.keep, name="keep"),
    path("<uuid:uuid>/hours/", ledger.ledger, name="ledger"),
    path("<uuid:uuid>/hours/roles/<uuid:role>/", entries.role, name="role"),
    path("<uuid:uuid>/hours/roles/<uuid:role>/drop/", ledger.role_drop, name="role_drop"),
    path("<uuid:uuid>/hours/courses/<uuid:course>/", entries.course, name="course"),
    path("<uuid:uuid>/hours/courses/<uuid:course>/drop/", ledger.course_drop, name="course_drop"),
]
