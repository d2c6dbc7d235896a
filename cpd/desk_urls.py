"""The addresses of the officer's desk for CPD years."""

from django.urls import URLPattern, path

from cpd.views import not_met, officer

urlpatterns: list[URLPattern] = [
    path("", officer.desk, name="desk"),
    path("<slug:slug>/", officer.year, name="desk_year"),
    path("<slug:slug>/progress/", officer.progress, name="desk_progress"),
    path("<slug:slug>/rehearse/", officer.rehearse, name="desk_rehearse"),
    path("<slug:slug>/close/", officer.close_year, name="desk_close"),
    path("<slug:slug>/retry/", officer.retry_parked, name="desk_retry"),
    path("<slug:slug>/not-met/", not_met.listed, name="desk_not_met"),
    path("<slug:slug>/not-met.csv", not_met.as_csv, name="desk_not_met_csv"),
    path("<slug:slug>/sign/", not_met.sign, name="desk_sign"),
]
