"""Templates compile, keep to the content security policy, and every form of ours carries its two hidden keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
TEMPLATES = sorted(path for path in FOLDER.rglob("*") if path.suffix in {".html", ".txt", ".svg"})
# Letters and print-outs are no pages: mail programs and the PDF writer want their styles with them.
PAGES = [
    path
    for path in TEMPLATES
    if path.suffix == ".html" and path.relative_to(FOLDER).parts[0] not in {"letters", "print"}
]
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a source": re.compile(r"<script\b(?![^>]*(?:\bsrc=|type=\"application/json\"))", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an address of somebody else's": re.compile(
        r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//", re.IGNORECASE
    ),
}
FORM = re.compile(r"<form\b(?P<attributes>[^>]*)>(?P<inside>.*?)</form>", re.DOTALL | re.IGNORECASE)
POST = re.compile(r"method=[\"']post[\"']", re.IGNORECASE)
CRISPY = r"{%\s*crispy\s"
CSRF = re.compile(rf"{{%\s*csrf_token\s*%}}|csrfmiddlewaretoken|{CRISPY}")
ONCE = re.compile(rf"{{%\s*once\s*%}}|{CRISPY}")
# folder or file -> why its forms carry no key of their own
WITHOUT_ONCE = {
    "account": "views of django-allauth, which changes nothing twice",
    "mfa": "views of django-allauth, which changes nothing twice",
    "usersessions": "views of django-allauth, which changes nothing twice",
    "allauth": "views of django-allauth, which changes nothing twice",
    "demo": "the demo's own screens: signing in and moving the clock may be repeated",
    "ui/header.html": "signing out may be repeated",
    "shop/product.html": "says how many are wanted in all, so sending it twice changes nothing more",
    "shop/basket.html": "says how many are wanted in all, so sending it twice changes nothing more",
    "403_csrf.html": "sends a form again with the fields it came with",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def post_forms() -> list[tuple[str, str]]:
    """(template, inside of the form) of every form that is posted."""
    return [
        (name_of(path), match["inside"])
        for path in PAGES
        for match in FORM.finditer(path.read_text())
        if POST.search(match["attributes"])
    ]


def test_every_template_compiles():
    assert len(TEMPLATES) > 50
    broken = {}
    for path in TEMPLATES:
        try:
            get_template(name_of(path))
        except TemplateSyntaxError as error:
            broken[name_of(path)] = str(error)
    assert broken == {}


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a style attribute", '<p class="a" style="color: red">'),
        ("a style element", "<style>p {}</style>"),
        ("a script without a source", '<script type="module">x()</script>'),
        ("a handler", '<a onclick="x()">'),
        ("a script address", '<a href="javascript:x()">'),
        ("an address of somebody else's", '<script src="//cdn.example.org/x.js"></script>'),
    ],
)
def test_what_the_policy_forbids_is_recognised(what, text):
    assert INLINE[what].search(text)


def test_pages_need_nothing_inline_and_nothing_from_elsewhere():
    strays = [
        f"{name_of(path)}: {what}"
        for path in PAGES
        for what, pattern in INLINE.items()
        if pattern.search(path.read_text())
    ]
    assert strays == []


def test_every_post_form_carries_its_keys():
    assert len(post_forms()) > 3
    excused = tuple(WITHOUT_ONCE)
    without_csrf = [name for name, inside in post_forms() if not CSRF.search(inside)]
    without_once = [name for name, inside in post_forms() if not ONCE.search(inside) and not name.startswith(excused)]
    assert without_csrf == []
    assert without_once == []


def test_forms_drawn_by_crispy_carry_their_keys_with_and_without_a_form_tag():
    drawn = (FOLDER / "portal/whole_uni_form.html").read_text()
    keys = drawn.index("csrfmiddlewaretoken"), drawn.index("{% once %}")
    assert max(keys) < drawn.index("{% include", drawn.index("{% load"))
    assert drawn.index("{% endif %}") < min(keys)


def test_excuses_are_still_needed():
    present = {name_of(path) for path in TEMPLATES}
    assert [excuse for excuse in WITHOUT_ONCE if not any(name.startswith(excuse) for name in present)] == []


def routes(resolver: URLResolver) -> list[URLPattern]:
    """Every address below a resolver, without those of Django's admin and of allauth."""
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.append(entry)
        elif entry.app_name != "admin" and not str(getattr(entry.urlconf_name, "__name__", "")).startswith("allauth"):
            found += routes(entry)
    return found


def test_every_route_has_a_name():
    found = routes(get_resolver())
    assert len(found) > 10
    assert [str(route.pattern) for route in found if not route.name] == []
