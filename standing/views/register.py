"""The public register: looking people up, one entry, the open data, and where a member says where they work."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london, ratelimit, tables
from cilexportal.foundation.idempotency.acting import act_once
from standing.forms.register import LETTERS, OTHER_SIGN, FindPeople, PracticeForm
from standing.models import RegisterEntry
from standing.permissions import member_of
from standing.queries import register as queries
from standing.queries.register_search import Found, search
from standing.services import register

# A search is as cheap as any page; the whole table is not.
TABLES, AN_HOUR = 10, 3600
TOO_MANY = 429
RIGHTS = ("practising", "oaths", "audience")
NARROWS = ("grade", "specialism", *RIGHTS)
A_PIECE = 500
LICENCE = (
    "You may copy, publish and pass on this table for any purpose, free of charge, if you say that it comes from the"
    " register of {organisation} and as of which instant. It must not be used to send advertising."
)
HEADINGS = (
    "Name", "Letters", "Grade", "Status", "Practising certificate", "Commissioner for Oaths", "Rights of audience",
    "Specialism", "Employer", "Place", "Entry", "As at",
)  # fmt: skip


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """[CPD-14] The register: a box for words, filters, the A-Z, and a page of entries as they stand today."""
    now = london.now()
    today = london.date_of(now)
    asked = {name: value for name, value in request.GET.items() if value and name != "after"}
    form = FindPeople(request.GET if asked else None, today=today)
    found = None
    if asked and form.is_valid():
        wanted = form.wanted(letter=asked.get("letter", ""))
        found = search(wanted, today=today, after=request.GET.get("after", ""))
    context = {
        "form": form,
        "found": found,
        "chips": _chips(form, asked),
        "kept": urlencode({name: value for name, value in asked.items() if name in NARROWS}),
        "asked": urlencode(asked),
        "more": urlencode({**asked, "after": found.more}) if found and found.more else "",
        "letters": [(code, sign, asked.get("letter") == code) for code, sign in LETTERS.items()],
        "words": asked.get("words", ""),
        "count": _count(found),
        "narrowed": any(name in asked for name in NARROWS),
        "now": now,
        "licence": licence(),
    }
    return render(request, "standing/register/home.html", context)


def _chips(form: FindPeople, asked: dict[str, str]) -> list[dict[str, str]]:
    """The filters that are on, each with the address without it."""
    if not form.is_bound or not form.is_valid():
        return []
    grades = dict(form.fields["grade"].choices)
    given = form.cleaned_data
    texts = {
        "words": given["words"],
        "letter": "" if given["words"] else _letter(asked.get("letter", "")),
        "grade": grades.get(given["grade"], ""),
        "specialism": given["specialism"],
        **{name: str(form.fields[name].label) for name in RIGHTS if given[name]},
    }
    texts = {name: text for name, text in texts.items() if text and asked.get(name)}
    return [
        {"text": str(text), "url": f"?{urlencode({key: value for key, value in asked.items() if key != name})}"}
        for name, text in texts.items()
    ]


def _letter(code: str) -> str:
    if code == OTHER_SIGN:
        return "Other letters"
    return f"Letter {LETTERS[code]}" if code in LETTERS else ""


def _count(found: Found | None) -> int | None:
    """How many there are, where one page holds them all."""
    return len(found.entries) if found and found.is_first and not found.more and not found.too_many else None


@require_safe
def entry(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """[CPD-14] One entry, worked out as it stands at this moment; 404 for nobody and for who is hidden."""
    now = london.now()
    found = queries.entry_called(uuid, today=london.date_of(now))
    if found is None:
        raise Http404
    return render(request, "standing/register/entry.html", {"entry": found, "now": now})


@require_safe
def open_data(request: HttpRequest) -> HttpResponseBase:
    """[CPD-14] The whole register as a table, sent while it is read, with the instant on every line."""
    if not ratelimit.may(request, "register.table", most=TABLES, seconds=AN_HOUR):
        return render(request, "standing/register/too_often.html", {"most": TABLES}, status=TOO_MANY)
    at = london.now()
    return StreamingHttpResponse(
        _pieces(at),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="register-{london.date_of(at).isoformat()}.csv"',
            "Cache-Control": "no-store",
            "Link": f'<{settings.BASE_URL}{reverse("register:home")}#open-data>; rel="license"',
            "X-Robots-Tag": "noindex",
        },
    )


def _pieces(at: datetime) -> Iterator[str]:
    """The table in pieces of some hundred lines, each written with safe cells."""
    instant = at.replace(microsecond=0).isoformat().replace("+00:00", "Z")
    out = io.StringIO("\ufeff")
    out.seek(0, io.SEEK_END)
    tables.write(out, HEADINGS, ())
    for number, one in enumerate(queries.all_entries(today=london.date_of(at)), 1):
        tables.write_line(out, _line(one, instant))
        if number % A_PIECE == 0:
            yield out.getvalue()
            out = io.StringIO()
    yield out.getvalue()


def _line(one: RegisterEntry, instant: str) -> tuple[Any, ...]:
    rights = (_yes(right) for right in (one.practising, one.oaths, one.audience))
    place = reverse("register:entry", args=[one.member.uuid])
    return (
        one.name, one.letters, one.title, one.status, *rights, one.specialism, one.employer, one.place,
        f"{settings.BASE_URL}{place}", instant,
    )  # fmt: skip


def _yes(held: bool) -> str:
    return "yes" if held else "no"


def licence() -> str:
    """The sentence under which the table may be used."""
    return LICENCE.format(organisation=settings.SITE["organisation"])


@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest) -> HttpResponse:
    """[CPD-14] Where a member works, as the register shows it."""
    member = member_of(request.user)
    form = PracticeForm(request.POST or None, initial=queries.practice_of(member.pk))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        url = act_once(
            request, form, lambda: register.say_practice(member=member, at=london.now(), **given),
            said="The register shows what you have entered.", to=reverse("standing:practice"),
        )  # fmt: skip
        if url:
            return redirect(url)
    now = london.now()
    shown = queries.entry_called(member.uuid, today=london.date_of(now))
    status = 422 if form.errors else 200
    context = {"form": form, "entry": shown, "now": now}
    return render(request, "standing/register/practice.html", context, status=status)
