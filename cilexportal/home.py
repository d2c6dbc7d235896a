"""The first page: for visitors what the portal is for, for people signed in what waits for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """The landing page, or the signed-in person's own page with CPD as its first card [REC-6]."""
    return render(request, "home.html")
