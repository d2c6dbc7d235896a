"""The officers' queue and cases."""

from django.urls import path

from applications.views import (
    committee_paper,
    desk_again,
    desk_case,
    desk_decide,
    desk_fee,
    desk_ledger,
    desk_queue,
    desk_references,
)

app_name = "applications_desk"

urlpatterns = [
    path("", desk_queue.queue, name="queue"),
    path("workload/", desk_queue.workload, name="workload"),
    path("assign/", desk_queue.assign, name="assign"),  # ?case=<uuid>, as often as there are cases
    path("filters/", desk_queue.keep_filter, name="filter"),
    path("filters/<int:pk>/drop/", desk_queue.drop_filter, name="filter_drop"),
    path("<uuid:uuid>/hold/", desk_queue.hold, name="hold"),
    path("<uuid:uuid>/release/", desk_queue.release, name="release"),
    path("<uuid:uuid>/sections/<slug:section>/", desk_decide.section, name="section"),
    path("<uuid:uuid>/decide/", desk_decide.decide, name="decide"),
    path("<uuid:uuid>/letters/<int:number>/", desk_decide.letter, name="letter"),
    path("<uuid:uuid>/reverse/", desk_decide.reverse, name="reverse"),
    path("<uuid:uuid>/request/end/", desk_references.request_end, name="request_end"),
    path("<uuid:uuid>/request/longer/", desk_references.request_time, name="request_time"),
    path("<uuid:uuid>/references/ask/", desk_references.reference_ask, name="reference_ask"),
    path("references/<uuid:asked>/again/", desk_references.reference_again, name="reference_again"),
    path("references/<uuid:asked>/end/", desk_references.reference_end, name="reference_end"),
    path("references/<uuid:asked>/exception/", desk_references.reference_exception, name="reference_exception"),
    path("<uuid:uuid>/again/", desk_again.let_in, name="let_in"),
    path("<uuid:uuid>/fee/", desk_fee.fee, name="fee"),
    path("meetings/<uuid:uuid>/<int:number>/", committee_paper.paper, name="committee_paper"),
    path("meetings/<uuid:uuid>/<int:number>/files/<uuid:file>/", committee_paper.file, name="committee_file"),
    path("<uuid:uuid>/", desk_case.case, name="case"),
    path("<uuid:uuid>/submitted/<int:number>/", desk_case.submission, name="submission"),
    path("<uuid:uuid>/papers/<uuid:paper>/", desk_case.paper, name="paper"),
    path("<uuid:uuid>/answers/<uuid:asked>/<int:number>/", desk_case.answer, name="answer"),
    path("<uuid:uuid>/references/<uuid:asked>/", desk_case.reference, name="reference"),
    path("<uuid:uuid>/references/<uuid:asked>/letter/", desk_case.reference_letter, name="reference_letter"),
    path("<uuid:uuid>/messages/<uuid:message>/", desk_case.message, name="message"),
    path("<uuid:uuid>/note/", desk_case.note, name="note"),
    path("<uuid:uuid>/posted/", desk_case.posted, name="posted"),
    path("<uuid:uuid>/roles/<uuid:role>/", desk_ledger.role, name="role"),
    path("<uuid:uuid>/courses/<uuid:course>/", desk_ledger.course, name="course"),
]
