"""Walks the site as one person sees it: every link from the first page on, one address of each route."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urldefrag, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

NOT_PAGES = ("csv", "pdf", "file", "letter", "logout", "download", "open_data")


def pages(page: Page, site: str, *, start: tuple[str, ...] = ("/",), but: Collection[str | None] = ()) -> Iterator[str]:
    """Opens page after page in the browser, `but` some routes, and yields the route name of each once it is shown."""
    waiting, seen, visited = list(start), set(start), set(but)
    while waiting:
        address = waiting.pop(0)
        route = route_of(address)
        if route in visited:
            continue
        visited.add(route)
        page.goto(address)
        yield route or "no such page"
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
