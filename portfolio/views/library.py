"""The evidence library: its list, a piece with its description, pasted emails, and the names to look for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import attachment
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.sent import sent, status_of
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refused
from portfolio.forms.pieces import NamesForm, PasteForm, PieceForm, boxes_of
from portfolio.models import Piece, Portfolio
from portfolio.queries import library as queries
from portfolio.queries.owner import counted_from, data_of
from portfolio.queries.piece import codes_of_sheets, pages_with_spots, piece_of, reasons_of
from portfolio.rules.ages import age_of, last_usable_on
from portfolio.rules.library import read_names
from portfolio.rules.marks import mark_of
from portfolio.services import pieces
from portfolio.views.around import around, owned

POSTABLE = ["GET", "HEAD", "POST"]
LIBRARY = "library"
ACCEPTED = (".pdf", ".png", ".jpg", ".jpeg", ".docx")


def own_piece(portfolio: Portfolio, uuid: UUID) -> Piece:
    """A piece of one's own library. Raises Http404."""
    found = piece_of(portfolio, uuid)
    if found is None:
        raise Http404
    return found


def library_url(portfolio: Portfolio) -> str:
    """The list of pieces."""
    return reverse("portfolio:library", args=[portfolio.case.application.uuid])


def piece_url(portfolio: Portfolio, piece: Piece) -> str:
    """The page of a piece."""
    return reverse("portfolio:piece", args=[portfolio.case.application.uuid, piece.uuid])


@require_safe
@owned
def library(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-37] [HB-40] [HB-40b] [HB-41] The pieces, what is on its way, and where files are added."""
    kinds = data_of(portfolio).evidence.kinds
    context = around(portfolio, here=LIBRARY) | _listed(portfolio) | {
        "on_way": queries.on_way_of(portfolio), "removed": queries.removed_of(portfolio),
        "limit": settings.DOCUMENT_MAX_BYTES, "limit_mb": settings.DOCUMENT_MAX_BYTES // 1_000_000,
        "word": bool(settings.WORD_CONVERTER), "accept": ",".join(ACCEPTED),
        "taken": [one for one in kinds if not one.barred], "barred": [one for one in kinds if one.barred],
    }  # fmt: skip
    return render(request, "portfolio/library.html", context)


@require_safe
@owned
def library_list(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-36] The list by itself, for a page that waits for the checks."""
    return render(request, "portfolio/library_list.html", around(portfolio, here=LIBRARY) | _listed(portfolio))


@gives_back
@require_http_methods(POSTABLE)
@owned
def piece(request: HttpRequest, portfolio: Portfolio, piece: UUID) -> HttpResponse:
    """[HB-37a] [HB-39] [HB-40] [HB-41] [HB-42a] [HB-43] [HB-44] One piece: its file, its places, what is said of it."""
    found, back = own_piece(portfolio, piece), library_url(portfolio)
    figures, reasons = data_of(portfolio).evidence, reasons_of(found, portfolio)
    form = PieceForm(sent(request), piece=found, reasons=reasons, figures=figures, back_url=back)
    if request.method == "POST" and form.is_valid():
        told = {"reasons": form.reasons(), "version": form.cleaned_data["version"], "by": request.user}
        url = act_once(
            request, form, lambda: pieces.describe(piece=found, said=form.said(), **told, at=london.now()),
            said="Saved.", to=piece_url(portfolio, found),
        )  # fmt: skip
        if url:
            return redirect(url)
        found = own_piece(portfolio, piece)
        form.send_again(version=str(found.version), over=boxes_of(found, reasons_of(found, portfolio)))
    context = around(portfolio, here=LIBRARY) | _shown(portfolio, found) | {"form": form}
    return render(request, "portfolio/piece.html", context, status=status_of(request, form))


@require_safe
@owned
def piece_file(request: HttpRequest, portfolio: Portfolio, piece: UUID) -> FileResponse:
    """[HB-37] The checked copy of a file, as a download."""
    return attachment(own_piece(portfolio, piece).document)


@require_POST
@owned
def piece_replace(request: HttpRequest, portfolio: Portfolio, piece: UUID) -> HttpResponse:
    """[HB-38] Puts a mended file in the place of a piece, on all its sheets."""
    found, upload = own_piece(portfolio, piece), request.FILES.get("file")

    def act() -> str:
        if upload is None:
            raise Refused.because("HB-38", "Choose the mended file first.")
        new = pieces.replace(piece=found, upload=upload, by=request.user, at=london.now())
        messages.success(request, "The mended file is in its place, and being checked.")
        return piece_url(portfolio, new)

    return _done(request, act, scope="portfolio.piece_replace", back=piece_url(portfolio, found))


@require_POST
@owned
def piece_remove(request: HttpRequest, portfolio: Portfolio, piece: UUID) -> HttpResponse:
    """[HB-43] Takes a piece out of the library."""
    found = own_piece(portfolio, piece)

    def act() -> str:
        pieces.remove(piece=found, by=request.user, at=london.now())
        messages.info(request, f"“{found.title}” is removed. You can bring it back at the foot of this page.")
        return library_url(portfolio)

    return _done(request, act, scope="portfolio.piece_remove", back=piece_url(portfolio, found))


@require_POST
@owned
def piece_back(request: HttpRequest, portfolio: Portfolio, piece: UUID) -> HttpResponse:
    """[HB-37] Brings a removed piece back."""
    found = own_piece(portfolio, piece)

    def act() -> str:
        pieces.bring_back(piece=found, by=request.user, at=london.now())
        messages.success(request, f"“{found.title}” is in your library again.")
        return piece_url(portfolio, found)

    return _done(request, act, scope="portfolio.piece_back", back=library_url(portfolio))


@gives_back
@require_http_methods(POSTABLE)
@owned
def paste(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-38a] An email becomes a PDF with its sender, recipient and date."""
    form, back = PasteForm(sent(request), back_url=library_url(portfolio)), library_url(portfolio)
    if request.method == "POST" and form.is_valid():
        title, at = form.cleaned_data["title"], london.now()
        url = act_once(
            request, form,
            lambda: pieces.paste(portfolio=portfolio, title=title, email=form.email(), by=request.user, at=at),
            said="The email is in your library; its PDF is being made. Say next what it is.", to=back,
        )  # fmt: skip
        if url:
            return redirect(url)
    context = around(portfolio, here=LIBRARY) | {"form": form}
    return render(request, "portfolio/library_paste.html", context, status=status_of(request, form))


@gives_back
@require_http_methods(POSTABLE)
@owned
def names(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-38] The private list of names that are looked for."""
    back = library_url(portfolio)
    form = NamesForm(sent(request), boxes=queries.names_as_typed(portfolio), back_url=back)
    if request.method == "POST" and form.is_valid():
        told = {"names": read_names(form.cleaned_data["names"]), "seen": form.cleaned_data["version"]}
        url = act_once(
            request, form,
            lambda: pieces.look_for(portfolio=portfolio, **told, by=request.user, at=london.now()),
            said="Your files are looked through for these names now.", to=back,
        )  # fmt: skip
        if url:
            return redirect(url)
        portfolio.refresh_from_db(fields=["private_names"])
        boxes = queries.names_as_typed(portfolio)
        form.send_again(version=mark_of(boxes), over=boxes)
    context = around(portfolio, here=LIBRARY) | {"form": form}
    return render(request, "portfolio/library_names.html", context, status=status_of(request, form))


def _listed(portfolio: Portfolio) -> dict[str, Any]:
    today = london.today()
    rows, (on, is_made) = queries.rows_of(portfolio, today=today), counted_from(portfolio, today=today)
    return {
        "rows": rows, "moving": any(row.is_moving for row in rows), "today": today, "applied_on": on,
        "is_made": is_made,
    }  # fmt: skip


def _shown(portfolio: Portfolio, piece: Piece) -> dict[str, Any]:
    """What the page of a piece shows beside its form."""
    today, figures, day = london.today(), data_of(portfolio).evidence, piece.worked_on
    (on, is_made), check = counted_from(portfolio, today=today), queries.check_of(piece)
    age = age_of(day, applied_on=on, figures=figures, sent_on=max(today, on)) if day else None
    return {
        "piece": piece, "examples": codes_of_sheets(piece, portfolio), "check": check,
        "check_colour": queries.COLOURS[check], "age": age, "age_colour": queries.AGE_COLOURS[age] if age else "",
        "last_usable": last_usable_on(day, figures=figures) if day and not is_made else None, "applied_on": on,
        "spotted": pages_with_spots(piece),
    }  # fmt: skip


def _done(request: HttpRequest, act: Callable[[], str], *, scope: str, back: str) -> HttpResponse:
    """Does one thing once; a refusal is said on the page that it came from."""
    with once(request, scope=scope) as turn:
        if turn.first:
            try:
                turn.answer(act())
            except Refused as no:
                messages.warning(request, str(no.refusals[0]))
                turn.answer(back)
    return redirect(turn.url)
