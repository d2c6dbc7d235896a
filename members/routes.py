"""Every route that the portal answers, read from the live URLconf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """A route by the name the access matrix knows it by, and its address pattern."""

    name: str
    address: str


def routes() -> list[Route]:
    """All routes, those of included URLconfs too, in the order in which addresses are tried."""
    return list(_walk(get_resolver().url_patterns, namespaces=(), before="/"))


def _walk(patterns: list, *, namespaces: tuple[str, ...], before: str) -> Iterator[Route]:
    for pattern in patterns:
        address = before + str(pattern.pattern).removeprefix("^").removesuffix(r"\Z").removesuffix("$")
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, namespaces=inside, before=address)
        elif isinstance(pattern, URLPattern):
            yield Route(":".join((*namespaces, pattern.name or pattern.lookup_str)), address)
