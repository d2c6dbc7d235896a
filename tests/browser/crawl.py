"""Walks the site as one person sees it: every link from the first page on, a few addresses of each route."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

FROM_EACH_ROUTE = 2
NOT_PAGES = ("csv", "pdf", "file", "letter", "logout", "download")


def pages(page: Page, site: str, *, start: tuple[str, ...] = ("/",)) -> Iterator[str]:
    """Opens page after page in the browser and yields the route name of each once it is shown."""
    waiting, seen, visits = list(start), set(start), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        route = route_of(address)
        if route is None or visits[route] >= FROM_EACH_ROUTE:
            continue
        visits[route] += 1
        page.goto(address)
        yield route
        for link in links(page, site):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def links(page: Page, site: str) -> list[str]:
    """The addresses on this site that the page links to, without files and signing out."""
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    own = [urldefrag(link).url.removeprefix(site) for link in found if link.startswith(site)]
    return [link for link in dict.fromkeys(own) if link and is_page(link)]


def is_page(address: str) -> bool:
    route = route_of(address)
    return route is not None and not any(word in route.rpartition(":")[2] for word in NOT_PAGES)


def route_of(address: str) -> str | None:
    """The route name of an address; None where it leads nowhere."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None
