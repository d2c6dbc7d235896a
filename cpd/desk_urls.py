"""The addresses of the officer's desk for CPD years."""

from django.urls import URLPattern, path

from cpd.views import (
    desk_console,
    desk_late,
    desk_members,
    desk_requests,
    desk_sampled,
    desk_sampling,
    not_met,
    officer,
)

urlpatterns: list[URLPattern] = [
    path("", officer.desk, name="desk"),
    path("requests/", desk_requests.queue, name="desk_requests"),
    path("requests/<slug:kind>/<uuid:uuid>/", desk_requests.one, name="desk_request"),
    path("requests/<uuid:uuid>/documents/<int:pk>/", desk_requests.file, name="desk_request_file"),
    path("members/", desk_members.find, name="desk_members"),
    path("members/<str:number>/", desk_members.one, name="desk_member"),
    path("members/<str:number>/<slug:slug>/late/", desk_late.enter, name="desk_late"),
    path("members/<str:number>/<slug:slug>/reopen/", desk_members.reopen, name="desk_reopen"),
    path("members/<str:number>/<slug:kind>/<int:pk>/take-back/", desk_members.take_back, name="desk_take_back"),
    path("sampling/", desk_sampling.listed, name="desk_sampling"),
    path("sampling/new/", desk_sampling.prepare, name="desk_sampling_new"),
    path("sampling/<uuid:uuid>/", desk_sampling.one, name="desk_draw"),
    path("sampling/<uuid:uuid>/members.csv", desk_sampling.as_csv, name="desk_draw_csv"),
    path("sampled/<uuid:uuid>/", desk_sampled.one, name="desk_sampled"),
    path("sampled/<uuid:uuid>/documents/", desk_sampled.papers, name="desk_sampled_papers"),
    path("sampled/<uuid:uuid>/documents/<int:pk>/", desk_sampled.evidence, name="desk_sampled_evidence"),
    path("sampled/<uuid:uuid>/documents/<uuid:asked>/<int:number>/", desk_sampled.paper, name="desk_sampled_paper"),
    path("sampled/<uuid:uuid>/refuse/", desk_sampled.refuse, name="desk_sampled_refuse"),
    path("<slug:slug>/", officer.year, name="desk_year"),
    path("<slug:slug>/console/", desk_console.console, name="desk_console"),
    path("<slug:slug>/progress/", officer.progress, name="desk_progress"),
    path("<slug:slug>/rehearse/", officer.rehearse, name="desk_rehearse"),
    path("<slug:slug>/close/", officer.close_year, name="desk_close"),
    path("<slug:slug>/retry/", officer.retry_parked, name="desk_retry"),
    path("<slug:slug>/not-met/", not_met.listed, name="desk_not_met"),
    path("<slug:slug>/not-met.csv", not_met.as_csv, name="desk_not_met_csv"),
    path("<slug:slug>/sign/", not_met.sign, name="desk_sign"),
]
