"""The board: every place of the portfolio at a glance."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portfolio.models import Portfolio
from portfolio.views.around import around, owned


@require_safe
@owned
def board(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    """[HB-33] [HB-55] [HB-57] The matrix of places with what is wrong in each, and what to do next."""
    return render(request, "portfolio/board.html", around(portfolio, here="board"))
