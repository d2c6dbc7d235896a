"""The gallery: every component in every state, with made-up data. Staff and demo only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cilexportal.foundation import london
from cilexportal.foundation.ui import samples


def gallery(request: HttpRequest) -> HttpResponse:
    """Shows the components; `?page=2` turns the sample page, a sent form is checked and shown again, never kept."""
    now = london.now()
    fresh = samples.SampleForm()
    sent = samples.SampleForm(samples.MISTAKES, prefix="sent")
    return render(
        request,
        "ui/gallery.html",
        {
            "now": now,
            "deadlines": samples.deadlines(now=now),
            "colours": samples.COLOURS,
            "areas": samples.AREAS,
            "bars_rows": samples.BARS,
            "weeks": samples.WEEKS,
            "summary": samples.SUMMARY,
            "tasks": samples.TASKS,
            "events": samples.events(now=now),
            "chips": samples.CHIPS,
            "filters": samples.FilterForm(request.GET or None),
            "sheet": samples.sheet(request.GET.get("page", "1")),
            "fresh": fresh,
            "sent": sent,
        },
    )
