"""Invoices and credit notes on screen and as PDFs: for the buyer, and for a payer who has a link and no account."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.documents.views import printed
from cilexportal.foundation.idempotency.web import once
from shop.models import Order
from shop.queries import papers
from shop.queries.papers import Paper
from shop.services import sending_papers
from shop.views.employer import GONE, LINK

A_PAGE = 20


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Every invoice of one's own orders with its credit notes, the latest first."""
    page = Paginator(papers.of_buyer(request.user.pk), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "shop/papers/mine.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, number: str) -> HttpResponse:
    """One paper of one's own orders; posted, its PDF is made anew."""
    found = _own(request, number)
    if request.method == "POST":
        return _print_anew(request, found)
    return _shown(request, found, file_url=reverse("shop:paper_file", args=[number]), back_url=reverse("shop:papers"))


@require_safe
def file(request: HttpRequest, number: str) -> HttpResponseBase:
    """The PDF of one paper of one's own orders."""
    return _file(_own(request, number))


@require_safe
def by_link(request: HttpRequest) -> HttpResponse:
    """Every paper of the order that an employer came to by the link to pay it."""
    order = _by_link(request).first()
    if order is None:
        return _ended(request)
    return render(request, "shop/papers/linked.html", {"order": order, "papers": papers.of_order(order.pk)})


@require_safe
def paper_by_link(request: HttpRequest, number: str) -> HttpResponse:
    """One of them."""
    if not _by_link(request).exists():
        return _ended(request)
    file_url = reverse("shop:link_paper_file", args=[number])
    return _shown(request, _linked(request, number), file_url=file_url, back_url=reverse("shop:link_papers"))


@require_safe
def file_by_link(request: HttpRequest, number: str) -> HttpResponseBase:
    """The PDF of one of them."""
    if not _by_link(request).exists():
        return _ended(request)
    return _file(_linked(request, number))


def _shown(request: HttpRequest, found: Paper, *, file_url: str, back_url: str) -> HttpResponse:
    """The page of a paper; the page's script asks for the part about the PDF only."""
    context: dict[str, Any] = {
        "page": papers.page_of(found),
        "printout": papers.printout_of(found),
        "file_url": file_url,
        "back_url": back_url,
        "is_own": request.user.is_authenticated and back_url == reverse("shop:papers"),
    }
    is_part = request.headers.get("X-Requested-With") == "fetch"
    return render(request, "shop/papers/state.html" if is_part else "shop/papers/paper.html", context)


def _print_anew(request: HttpRequest, found: Paper) -> HttpResponse:
    """Has the PDF made again, and goes back to the page that waits for it."""
    with once(request, scope="shop.paper") as turn:
        if turn.first:
            order = found.order if isinstance(found, papers.Invoice) else found.invoice.order
            sending_papers.print_out(found, order=order, at=london.now())
            turn.answer(request.path)
    return redirect(turn.url)


def _file(found: Paper) -> HttpResponseBase:
    printout = papers.printout_of(found)
    if printout is None:
        raise Http404
    return printed(printout)


def _own(request: HttpRequest, number: str) -> Paper:
    """A paper of one's own orders. Raises Http404."""
    return _found(number, Order.objects.filter(buyer=request.user.pk))


def _by_link(request: HttpRequest) -> QuerySet[Order]:
    """The order that the link in this session is about, while the link works; none otherwise."""
    return papers.orders_by_link(request.session.get(LINK), at=london.now())


def _ended(request: HttpRequest) -> HttpResponse:
    """There is no link in this session, or it has been ended."""
    return render(request, "shop/employer_ended.html", status=GONE)


def _linked(request: HttpRequest, number: str) -> Paper:
    """A paper of the order that the link in this session is about. Raises Http404."""
    return _found(number, _by_link(request))


def _found(number: str, orders: Any) -> Paper:
    found = papers.numbered(number, orders=orders)
    if found is None:
        raise Http404
    return found
