"""Staff's desk of changes: announcements to everybody who ordered something, and single wishes of buyers."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.acting import act_once
from cilexportal.foundation.idempotency.web import typed_fields
from shop.enums import AnnouncementKind
from shop.forms.announcements import AnnounceForm, QuoteForm
from shop.models import Product
from shop.queries import announcements as queries
from shop.queries.parcels import product_of
from shop.services import announcements, changes

A_PAGE = 25
LATEST = 10
POSTABLE = ["GET", "HEAD", "POST"]


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every product with how many lines were ordered, the latest announcements, and wishes that wait."""
    page = Paginator(queries.products(), A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "listed": queries.listed()[:LATEST], "wishes": queries.changes_open()[:A_PAGE]}
    return render(request, "shop/desk/announcements.html", context)


@require_http_methods(POSTABLE)
def announce(request: HttpRequest, slug: str) -> HttpResponse:
    """[TC-7.4] [TC-6.11] The form of an announcement, a look through it with how many it goes to, and the act."""
    product, at = product_of(slug), london.now()
    if product is None:
        raise Http404
    sessions = queries.sessions_to_come(product.pk, at=at)
    form = AnnounceForm(request.POST or None, sessions=sessions, policy=queries.policy_on(at))
    reviewed = request.method == "POST" and form.is_valid() and "change" not in request.POST
    if reviewed and "confirm" in request.POST:
        url = act_once(
            request, form, lambda: _announce(request, product, form), said="It is announced.",
            to=reverse("shop_desk:announcements"),
        )  # fmt: skip
        if url:
            return redirect(url)
        reviewed = False
    if reviewed:
        return _review(request, product, form)
    return render(request, "shop/desk/announcements_new.html", {"product": product, "form": form})


def _announce(request: HttpRequest, product: Product, form: AnnounceForm) -> None:
    announcements.announce(product_id=product.pk, said=form.said(), by=request.user, at=london.now())


def _review(request: HttpRequest, product: Product, form: AnnounceForm) -> HttpResponse:
    """The step before it is told: the words, what it opens, and how many are written to."""
    said = form.said()
    is_told = said.kind not in queries.LOGGED
    context = {
        "product": product,
        "said": said,
        "kind": AnnouncementKind(said.kind).label,
        "clause": queries.clause_of(said),
        "count": len(queries.live_lines(product.pk, at=london.now())) if is_told else 0,
        "moves": [(one, move) for one in form.sessions for move in form.moves if move.session_id == one.pk],
        "typed": [(name, value) for name, values in typed_fields(request.POST).items() for value in values],
    }
    return render(request, "shop/desk/announcements_review.html", context)


@require_http_methods(POSTABLE)
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    """One announcement, who was told and what they chose; a suspended course is taken up again here."""
    found = queries.announcement_of(pk)
    if found is None:
        raise Http404
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form, lambda: announcements.resume(announcement_id=pk, by=request.user, at=london.now()),
            said="The course goes on; everybody still on it is told.", to=request.path,
        )  # fmt: skip
        if url:
            return redirect(url)
    page = Paginator(queries.told_of(pk), A_PAGE).get_page(request.GET.get("page"))
    can_resume = found.kind == AnnouncementKind.SUSPENDED and found.ended_at is None
    context = {
        "found": found, "page": page, "moves": found.moved.select_related("session").order_by("session__number"),
        "can_resume": can_resume, "clause": queries.clause_of(found), "form": form,
    }  # fmt: skip
    return render(request, "shop/desk/announcements_one.html", context)


@require_http_methods(POSTABLE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """[TC-5.7] One buyer's wish, and the quote for it."""
    found = queries.change_of(pk)
    if found is None:
        raise Http404
    form = QuoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        url = act_once(
            request, form, lambda: _quote(request, pk, form), said="The buyer is told.",
            to=reverse("shop_desk:announcements"),
        )  # fmt: skip
        if url:
            return redirect(url)
    return render(request, "shop/desk/announcements_change.html", {"change": found, "form": form})


def _quote(request: HttpRequest, pk: int, form: QuoteForm) -> None:
    changes.quote(
        change_id=pk, possible=form.cleaned_data["possible"] == "yes", text=form.cleaned_data["text"],
        pence=form.pence(), by=request.user, at=london.now(),
    )  # fmt: skip
