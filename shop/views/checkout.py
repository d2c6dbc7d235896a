"""The check-out: one page with the order, the few questions and the boxes; sending it places the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.sent import giving_back
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refusal, Refused
from shop.enums import TRANSFER, PayerKind, Supply
from shop.forms.checkout import LATER, CheckoutForm, worth_keeping
from shop.models import Basket
from shop.queries import baskets as queries
from shop.queries import checkout as law
from shop.queries.baskets import Contents
from shop.rules import money, windows
from shop.services import baskets, checkout
from shop.views import own_basket
from shop.views.basket import context_of, ready

KEPT = "You were signed out before this was sent. Here is what you typed; look at it and send it again."


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def check_out(request: HttpRequest) -> HttpResponse:
    """The order with every sum, the questions and what has to be said; sent, it is placed and goes on to paying."""
    at = london.now()
    if request.method == "POST":
        return _posted(request, at)
    basket = own_basket.found(request, at=at)
    page = _Page(request, basket, at)
    if not ready(page.contents):
        return redirect("shop:basket")
    return page.show()


class _Page:
    """The page for one basket at one instant, with what was sent or with earlier answers."""

    def __init__(self, request: HttpRequest, basket: Basket | None, at: datetime) -> None:
        self.request, self.basket, self.at = request, basket, at
        self.contents: Contents = queries.contents(basket, at=at)
        self.law = law.law_on(london.date_of(at))

    def form(self, sent: QueryDict | None = None, *, refusals: Sequence[Refusal] = ()) -> CheckoutForm:
        """The form as sent, or with what was answered before; the boxes are those the payer chosen calls for."""
        typed = {} if sent else self._answers()
        said: Mapping[str, str] = sent or typed
        employer = said.get("payer") == PayerKind.EMPLOYER
        asks = checkout.asked(
            self.contents, law=self.law, employer=employer, by_transfer=said.get("how") == TRANSFER, at=self.at
        )
        return CheckoutForm(
            sent, typed=typed, shown=self.contents.shown, asks=asks, sends=self.contents.needs_delivery,
            total=money.in_pounds(self.contents.total.gross), policy=self.law.figures, refusals=refusals,
        )  # fmt: skip

    def _answers(self) -> dict[str, str]:
        """What to begin with: a form sent after the session ended, answers kept, or those of the last order."""
        buyer = self.request.user
        with giving_back(self.request) as held:
            if held is not None:
                typed = worth_keeping({name: values[-1] for name, values in held.items() if values})
                baskets.keep_typed(owner=buyer, typed=typed, at=self.at)
                messages.info(self.request, KEPT)
                return typed
        kept = dict(self.basket.typed) if self.basket else {}
        return kept or law.answered_before(buyer) or {"billing_name": buyer.full_name}

    def show(self, form: CheckoutForm | None = None, *, status: int = 200) -> HttpResponse:
        """The page; a form that was refused comes back as it was sent, beside the sums of now."""
        shown = form or self.form()
        figures, today = self.law.figures, london.date_of(self.at)
        context = {
            **context_of(self.contents),
            "form": shown,
            "supplies": {supply.value for supply in self.contents.supplies},
            "starts_early": any(ask.to == "start_early" for ask in shown.asks),
            "days": figures.cooling_off_days,
            "return_days": figures.return_days,
            "expected": self._expected(),
            "latest": windows.days_after(today, figures.delivery_days),
            "email": self.request.user.email,
        }
        return render(self.request, "shop/checkout.html", context, status=status)

    def _expected(self) -> object:
        """[TC-6.2] The day by which the last of the goods is expected, None without goods."""
        days = [line.product.delivery_days or 0 for line in self.contents.lines if line.supply == Supply.GOODS]
        return windows.days_after(london.date_of(self.at), max(days)) if days else None


def _posted(request: HttpRequest, at: datetime) -> HttpResponse:
    if request.POST.get("do") == LATER:
        baskets.keep_typed(owner=request.user, typed=worth_keeping(request.POST.dict()), at=at)
        messages.info(request, "Your answers are kept for when you come back to the check-out.")
        return redirect("shop:basket")
    try:
        with once(request, scope="shop.checkout") as turn:
            if turn.first:
                turn.answer(_placed(request, at))
        own_basket.note(request, None)
        return redirect(turn.url)
    except _NotYet as no:
        baskets.keep_typed(owner=request.user, typed=worth_keeping(request.POST.dict()), at=at)
        return no.page.show(no.form, status=422)


class _NotYet(Exception):
    """The order was not placed; the page says why and has everything that was typed."""

    def __init__(self, page: _Page, form: CheckoutForm) -> None:
        self.page, self.form = page, form


def _placed(request: HttpRequest, at: datetime) -> str:
    """Places the order and returns where paying goes on. Raises _NotYet with the page to show again."""
    basket = baskets.of(owner=request.user, uuid=None)
    page = _Page(request, basket, at)
    form = page.form(request.POST)
    if not form.is_valid():
        raise _NotYet(page, form)
    try:
        details = form.details(buyer=str(request.user))
        order = checkout.place(buyer=request.user, basket_id=basket.pk, details=details, at=at)
    except Refused as no:
        sent = request.POST.copy()
        # The page shows the prices of now, so it is those that are agreed to next.
        sent["shown"] = page.contents.shown
        raise _NotYet(page, page.form(sent, refusals=no.refusals)) from no
    return reverse("shop:pay", args=[order.uuid])
