"""Notes about people: a new one, a correction, a withdrawal."""

from __future__ import annotations

import uuid as uuids

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cilexportal.foundation import london
from cilexportal.foundation.idempotency.web import shown_to_copy
from members.models import Member, User
from people.forms.desk import NoteForm, ReasonForm
from people.models import Note
from people.queries import person
from people.services import notes
from people.views.acting import act_and_go

POSTABLE = ["GET", "HEAD", "POST"]


@shown_to_copy
@require_http_methods(POSTABLE)
def of_member(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """A note about a member."""
    member = person.member_called(uuid)
    if member is None:
        raise Http404
    return _new(request, member, None, to=reverse("people:one", args=[uuid]))


@shown_to_copy
@require_http_methods(POSTABLE)
def of_account(request: HttpRequest, pk: int) -> HttpResponse:
    """A note about somebody with an account alone."""
    user = person.account_called(pk)
    if user is None:
        raise Http404
    return _new(request, None, user, to=reverse("people:account", args=[pk]))


@shown_to_copy
@require_http_methods(POSTABLE)
def correct(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Another note that corrects this one."""
    note = _note(uuid)
    return _new(request, note.member, note.user, to=_about(note), corrects=note)


def _new(
    request: HttpRequest, member: Member | None, user: User | None, *, to: str, corrects: Note | None = None
) -> HttpResponse:
    reader = {"visibility": corrects.visibility} if corrects else {}
    form = NoteForm(request.POST or None, url=to, initial=reader)

    def act() -> None:
        said = form.cleaned_data
        notes.write(member=member, user=user, body=said["body"], visibility=said["visibility"], corrects=corrects,
                    by=request.user, at=london.now())  # fmt: skip

    if request.method == "POST" and form.is_valid() and (
        done := act_and_go(request, form, act, scope="note", said="The note is kept.", to=to)
    ):  # fmt: skip
        return done
    name = member.full_name if member else str(user)
    return render(request, "people/desk/note.html", {"name": name, "form": form, "to": to, "note": corrects})


@require_http_methods(POSTABLE)
def withdraw(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Takes a note off the page, with a reason; it stays on record."""
    note = _note(uuid)
    form = ReasonForm(request.POST or None, verb="Withdraw the note", url=_about(note), warn=True)

    def act() -> None:
        notes.withdraw(note_id=note.pk, why=form.cleaned_data["reason"], by=request.user, at=london.now())

    if request.method == "POST" and form.is_valid() and (
        done := act_and_go(request, form, act, scope="withdraw_note", said="The note is withdrawn.", to=_about(note))
    ):  # fmt: skip
        return done
    return render(request, "people/desk/withdraw.html", {"note": note, "form": form, "to": _about(note)})


def _note(uuid: uuids.UUID) -> Note:
    return get_object_or_404(Note.objects.select_related("member", "user", "by"), uuid=uuid)


def _about(note: Note) -> str:
    """The page that the note stands on."""
    if note.member:
        return reverse("people:one", args=[note.member.uuid])
    return reverse("people:account", args=[note.user_id])
