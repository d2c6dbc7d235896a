"""Walks the site as one person sees it: every link from the first page on, one address of each route."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

NOT_PAGES = ("csv", "pdf", "file", "letter", "logout", "download", "open_data")


Wanted = Callable[[str], bool]


def pages(
    page: Page, site: str, *, start: tuple[str, ...] = ("/",), but: Collection[str | None] = (), shown: Wanted
) -> Iterator[str]:
    """Goes from page to page, `but` some routes, and yields the route name of each that is `shown`, once the browser
    shows it. The others are fetched; a browser takes ten times as long for each."""
    waiting, seen, visited = list(start), set(start), set(but)
    while waiting:
        address = waiting.pop(0)
        route = route_of(address)
        if route in visited:
            continue
        visited.add(route)
        name = route or "no such page"
        if shown(name):
            page.goto(address)
            yield name
            found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        else:
            found = fetched(page, site + address)
        for link in own(found, site):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def fetched(page: Page, address: str) -> list[str]:
    """The links of a page that is fetched with the browser's cookies; it has to have one heading, as every page has."""
    answer = page.request.get(address)
    reader = Reader(answer.url)
    reader.feed(answer.text())
    assert answer.ok or route_of(address) is None, f"{address}: {answer.status}"
    assert reader.headings == 1, f"{address}: {reader.headings} headings"
    return reader.links


class Reader(HTMLParser):
    """Reads the links of a page, as whole addresses, and counts its first headings."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.links, self.headings = address, list[str](), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href:
            self.links.append(urljoin(self.address, href))
        self.headings += tag == "h1"


def own(found: list[str], site: str) -> list[str]:
    """The addresses on this site among links, without files and signing out."""
    inside = [urldefrag(link).url.removeprefix(site) for link in found if link.startswith(site)]
    return [link for link in dict.fromkeys(inside) if link and is_page(link)]


def is_page(address: str) -> bool:
    route = route_of(address)
    return route is not None and not any(word in route.rpartition(":")[2] for word in NOT_PAGES)


def route_of(address: str) -> str | None:
    """The route name of an address; None where it leads nowhere."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None
