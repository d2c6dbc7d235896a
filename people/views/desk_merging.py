"""Possible duplicates, two people told apart, a merge with its preview, and the undoing of it."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.ui.fields import without_nul
from members.models import Member
from people.forms.desk import PairForm, ReasonForm
from people.models import Merge
from people.queries import duplicates as alike
from people.queries import merging as queries
from people.queries import person
from people.rules.merging import last_day
from people.services import duplicates, merging, previewing
from people.views.acting import act_and_go

POSTABLE = ["GET", "HEAD", "POST"]
MOST_PAGES = 1000


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one person, the likeliest first, and a way to compare any two numbers."""
    form = PairForm(request.GET if "other" in request.GET else None, initial={"one": request.GET.get("one", "")[:40]})
    if form.is_bound and form.is_valid() and (to := _compared(request, form)):
        return redirect(to)
    typed = request.GET.get("page", "")
    number = min(max(int(typed), 1), MOST_PAGES) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1
    found = alike.pairs(skipped=(number - 1) * alike.A_PAGE, most=alike.A_PAGE + 1)
    context = {
        "pairs": found[: alike.A_PAGE], "form": form, "more": number + 1 if len(found) > alike.A_PAGE else 0,
        "less": number - 1, "merges": Merge.objects.select_related("kept", "gone", "by")[:10],
    }  # fmt: skip
    return render(request, "people/desk/duplicates.html", context)


def _compared(request: HttpRequest, form: PairForm) -> str:
    """The page of the two numbers that were typed; empty where one is nobody's, which the form then says."""
    found = {}
    for name in ("one", "other"):
        member = Member.objects.filter(number=without_nul(form.cleaned_data[name]).strip()).first()
        if member is None:
            form.add_error(name, "No member has exactly this number.")
        found[name] = member
    one, other = found["one"], found["other"]
    return reverse("people:pair", args=[one.uuid, other.uuid]) if one and other else ""


@require_http_methods(POSTABLE)
def pair(request: HttpRequest, kept: uuids.UUID, gone: uuids.UUID) -> HttpResponse:
    """The preview of a merge: what moves, what stays, what forbids it; and the merge."""
    one, other, at = _member(kept), _member(gone), london.now()
    to = reverse("people:one", args=[kept])
    form = ReasonForm(
        request.POST or None, verb=f"Give up {other.number} and keep {one.number}", warn=True,
        url=reverse("people:duplicates"), hint="Kept with your name. It can be undone for 30 days.",
    )  # fmt: skip

    def act() -> None:
        merging.merge(
            kept_id=one.pk, gone_id=other.pk, facts=lambda member: queries.side_of(member, at=at),
            why=form.cleaned_data["reason"], by=request.user, at=at,
        )  # fmt: skip

    said = f"{other.number} is merged into {one.number}."
    if request.method == "POST" and form.is_valid() and (
        done := act_and_go(request, form, act, scope="merge", said=said, to=to)
    ):  # fmt: skip
        return done
    context = {"form": form, "preview": previewing.preview(kept=one, gone=other, at=at), "one": one, "other": other,
               "apart": queries.told_apart(one.pk, other.pk), "sides": _sides(one, other)}  # fmt: skip
    return render(request, "people/desk/pair.html", context)


def _sides(*members: Member) -> list[dict[str, Any]]:
    """The two beside each other."""
    return [
        {
            "member": one,
            "email": one.user.email if one.user else "",
            "closed": bool(one.user and not one.user.is_active),
        }
        for one in members
    ]


@require_http_methods(POSTABLE)
def apart(request: HttpRequest, one: uuids.UUID, other: uuids.UUID) -> HttpResponse:
    """These are two people."""
    first, second = _member(one), _member(other)
    to = reverse("people:duplicates")
    form = ReasonForm(request.POST or None, verb="They are two people", url=to,
                      hint="How you know. They are not listed again.")  # fmt: skip

    def act() -> None:
        duplicates.tell_apart(
            one=first, other=second, why=form.cleaned_data["reason"], by=request.user, at=london.now()
        )

    said = f"{first.full_name} and {second.full_name} are two people."
    if request.method == "POST" and form.is_valid() and (
        done := act_and_go(request, form, act, scope="tell_apart", said=said, to=to)
    ):  # fmt: skip
        return done
    return render(request, "people/desk/apart.html", {"form": form, "one": first, "other": second})


@require_http_methods(POSTABLE)
def merged(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """One merge: what moved, and the undoing while that can still be done."""
    found, at = queries.merge_called(uuid), london.now()
    if found is None:
        raise Http404
    to = reverse("people:one", args=[found.gone.uuid])
    form = ReasonForm(request.POST or None, verb="Undo the merge", url=to, warn=True)

    def act() -> None:
        merging.undo(merge_id=found.pk, why=form.cleaned_data["reason"], by=request.user, at=at)

    if request.method == "POST" and form.is_valid() and (
        done := act_and_go(request, form, act, scope="undo_merge", said="Both numbers stand again.", to=to)
    ):  # fmt: skip
        return done
    context = {"merge": found, "form": form, "moved": previewing.moved(found), "last_day": last_day(found.at),
               "refusals": merging.why_not_undone(found, at=at)}  # fmt: skip
    return render(request, "people/desk/merged.html", context)


def _member(uuid: uuids.UUID) -> Member:
    """The member of an address. Raises Http404."""
    found = person.member_called(uuid)
    if found is None:
        raise Http404
    return found
