"""The addresses of CPD: the member's logbook, and the officer's desk."""

from django.urls import include, path

from cpd.views import asking, evidence, export, member, printouts, record, sampled, typing

app_name = "cpd"
urlpatterns = [
    path("", member.home, name="home"),
    path("years/<slug:slug>/", member.year, name="year"),
    path("years/<slug:slug>/records.csv", export.records_csv, name="csv"),
    path("years/<slug:slug>/print/", printouts.print_year, name="print_year"),
    path("years/<slug:slug>/certificate/", printouts.print_certificate, name="print_certificate"),
    path("sheets/", printouts.print_sheet, name="print_sheet"),
    path("printouts/<uuid:uuid>/", printouts.progress, name="printout"),
    path("printouts/<uuid:uuid>/file/", printouts.download, name="printout_file"),
    path("records/new/", record.new, name="record_new"),
    path("records/<uuid:uuid>/", record.view, name="record"),
    path("records/<uuid:uuid>/edit/", record.edit, name="record_edit"),
    path("records/<uuid:uuid>/typing/", typing.typing, name="typing"),
    path("records/<uuid:uuid>/discard/", typing.discard, name="typing_discard"),
    path("records/<uuid:uuid>/delete/", record.delete, name="record_delete"),
    path("records/<uuid:uuid>/restore/", record.restore, name="record_restore"),
    path("records/<uuid:uuid>/carry-over/", record.carry_over, name="record_carry_over"),
    path("records/<uuid:uuid>/evidence/", evidence.add, name="evidence"),
    path("records/<uuid:uuid>/evidence/<int:pk>/", evidence.download, name="evidence_file"),
    path("records/<uuid:uuid>/evidence/<int:pk>/remove/", evidence.remove, name="evidence_remove"),
    path("years/<slug:slug>/ask/<slug:kind>/", asking.ask, name="ask"),
    path("requests/<slug:kind>/<uuid:uuid>/", asking.one, name="request"),
    path("requests/<slug:kind>/<uuid:uuid>/take-back/", asking.take_back, name="request_take_back"),
    path("requests/<uuid:uuid>/documents/<int:pk>/", asking.file, name="request_file"),
    path("sampled/<uuid:uuid>/", sampled.one, name="sampled"),
    path("desk/", include("cpd.desk_urls")),
]
