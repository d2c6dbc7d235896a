"""One record: read it, fill in its form, delete it, restore it."""

from __future__ import annotations

import uuid as uuids
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cilexportal.foundation import london
from cilexportal.foundation.idempotency import keys
from cilexportal.foundation.idempotency import services as forms_held
from cilexportal.foundation.idempotency.acting import press_once
from cilexportal.foundation.idempotency.sent import giving_back
from cilexportal.foundation.idempotency.web import gives_back, once
from cilexportal.foundation.rulebook.refusal import Refused
from cpd.forms.record import LATER
from cpd.models import Record
from cpd.permissions import member_of, own_record, refuse_somebody_elses
from cpd.queries.record import record_of
from cpd.queries.sampling import why_held
from cpd.queries.years import years_of
from cpd.rules.closing import may_change
from cpd.rules.typed import Fields, TooMuch
from cpd.services import evidence as evidence_services
from cpd.services import records, typing
from cpd.views import record_page
from cpd.views.record_form import FormPage, boxes_of, page_key, version_of
from members.models import Member

CANNOT_KEEP = (typing.Stale, typing.NotYours, TooMuch, Refused)
# In the session: the page that shows held text which could not be kept.
SHOWN_HELD = "cpd.shown_held"


@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """Chooses the name of a new record, so that its form keeps one address from the first letter typed."""
    url = reverse("cpd:record_edit", args=[uuids.uuid4()])
    query = request.GET.urlencode()
    return redirect(f"{url}?{query}" if query else url)


@require_safe
def view(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """One record to read, with what keeps it from counting and what may be done with it."""
    member, at = member_of(request.user), london.now()
    record = own_record(member, uuid)
    return render(request, "cpd/record/view.html", record_page.context(member, record, at=at))


@gives_back
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """The form of a record, known or new."""
    member, at = member_of(request.user), london.now()
    refuse_somebody_elses(member, uuid)
    if request.method == "POST":
        return _posted(request, member, uuid, at=at)
    return _take_back_held(request, member, uuid, at=at) or _opened(request, member, uuid, at=at)


def _opened(request: HttpRequest, member: Member, uuid: uuids.UUID, *, at: datetime) -> HttpResponse:
    record = record_of(member, uuid)
    if record and not _may_change(record, member, at=at):
        return redirect("cpd:record", uuid)
    return FormPage(request, member, uuid, at=at, record=record).show()


def _may_change(record: Record, member: Member, *, at: datetime) -> bool:
    year = years_of(member.pk, at=at).by_id(record.year_id)
    if year is None or record.deleted_at is not None or not year.is_open(at):
        return False
    if may_change(year.span, at=at, complete_at=record.complete_at) is not None:
        return False
    return why_held(record, year) is None


def _take_back_held(request: HttpRequest, member: Member, uuid: uuids.UUID, *, at: datetime) -> HttpResponse | None:
    """A form sent after the session had ended becomes typing of its record, for its own person only [REC-17].

    None where it did, or where there is none. What cannot be kept, as text that was changed elsewhere since, is shown
    in the form with the reason, and stays held until its person sends that form.
    """
    sent = QueryDict(mutable=True)
    try:
        with giving_back(request) as held:
            if held is None:
                return None
            for name, values in held.items():
                sent.setlist(name, list(values))
            _keep_form(member, uuid, sent, page=sent.get(keys.FIELD, ""), at=at)
    except CANNOT_KEEP as no:
        messages.info(request, "You were signed out before this was saved. Here is what you sent; it is not saved yet.")
        request.session[SHOWN_HELD] = request.path
        return _show_again(FormPage(request, member, uuid, at=at, record=None, sent=sent), no)
    messages.info(request, "You were signed out before this was saved. Here is what you sent. Save it again.")
    return None


def _let_go_of_held(request: HttpRequest) -> None:
    """A form that was taken replaces the held one that it was shown with."""
    if request.session.get(SHOWN_HELD) == request.path:
        forms_held.let_go(user_id=request.user.pk, path=request.session.pop(SHOWN_HELD))


def _posted(request: HttpRequest, member: Member, uuid: uuids.UUID, *, at: datetime) -> HttpResponse:
    """Switches the mode, keeps for later, or saves; whatever cannot be taken is shown again as it was typed."""
    fields = boxes_of(request.POST)
    page = FormPage(request, member, uuid, at=at, record=None, sent=request.POST)
    do = request.POST.get("do", "")
    try:
        if not do and "mode" in request.POST:
            return page.show()
        if do == LATER:
            return _keep_for_later(request, member, uuid, fields, at=at)
        return _save(request, member, uuid, fields, at=at)
    except CANNOT_KEEP as no:
        return _show_again(page, no)


def _show_again(page: FormPage, no: Exception) -> HttpResponse:
    """The form as it was typed, with the reason why it could not be taken."""
    match no:
        case typing.Stale():
            return page.show(other=no, status=409)
        case TooMuch():
            return page.show(refusals=[no.refusal], status=422)
        case Refused():
            return page.show(refusals=no.refusals, status=422)
    raise Http404 from no


def _keep_form(member: Member, uuid: uuids.UUID, sent: QueryDict, *, page: str, at: datetime) -> None:
    fields = boxes_of(sent)
    typing.keep_form(
        member_id=member.pk, uuid=uuid, version=version_of(sent), page=page,
        year=str(fields.get("year", "")), fields=fields, at=at,
    )  # fmt: skip


def _keep_for_later(
    request: HttpRequest, member: Member, uuid: uuids.UUID, fields: Fields, *, at: datetime
) -> HttpResponse:
    with once(request, scope="cpd.record.keep") as turn:
        if turn.first:
            _keep_form(member, uuid, request.POST, page=page_key(request), at=at)
            _let_go_of_held(request)
            messages.info(request, "Your text is kept. It does not count until you save it.")
            turn.answer(reverse("cpd:home"))
    if turn.first:
        _attach(request, member, uuid, fields, at=at)
    return redirect(turn.url)


def _save(request: HttpRequest, member: Member, uuid: uuids.UUID, fields: Fields, *, at: datetime) -> HttpResponse:
    with once(request, scope="cpd.record.save") as turn:
        if turn.first:
            saved = records.save(
                member=member, uuid=uuid, version=version_of(request.POST), page=page_key(request), fields=fields, at=at
            )
            _let_go_of_held(request)
            _say(request, saved)
            turn.answer(_next(saved))
    # Files are stored once the record is safe and nothing is locked any more.
    if turn.first and not saved.refusal and not _attach(request, member, uuid, fields, at=at):
        return redirect(_form_with_findings(uuid))
    return redirect(turn.url)


def _attach(request: HttpRequest, member: Member, uuid: uuids.UUID, fields: Fields, *, at: datetime) -> bool:
    """Adds the files that came with the form; says which could not be taken, and whether all were."""
    all_taken = True
    for upload in request.FILES.getlist("files"):
        try:
            evidence_services.attach(
                member=member, by=request.user, uuid=uuid, year=str(fields.get("year", "")), upload=upload, at=at
            )
        except Refused as no:
            all_taken = False
            messages.warning(request, f"{upload.name or 'A file'} was not added. {no.refusals[0]}")
    return all_taken


def _say(request: HttpRequest, saved: records.Saved) -> None:
    year = saved.record.year.label
    if saved.refusal:
        return
    if saved.counts:
        messages.success(request, f"Saved. “{saved.record.title}” counts towards {year}.")
    else:
        messages.warning(request, "Saved as a draft. It does not count yet: see what is missing below.")


def _next(saved: records.Saved) -> str:
    """Where a save leads: back to the form while there is something to mend, else to the logbook."""
    if saved.refusal:
        return reverse("cpd:record", args=[saved.record.uuid])
    if saved.findings or saved.identifiers:
        return _form_with_findings(saved.record.uuid)
    return reverse("cpd:home")


def _form_with_findings(uuid: uuids.UUID) -> str:
    return reverse("cpd:record_edit", args=[uuid]) + "?check=1"


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Asks once more, then deletes; the record can be restored."""
    member, at = member_of(request.user), london.now()
    record = own_record(member, uuid)
    if request.method != "POST":
        if not _may_change(record, member, at=at):
            return redirect("cpd:record", uuid)
        return render(request, "cpd/record/delete.html", record_page.context(member, record, at=at))
    return press_once(
        request, lambda: records.remove(member=member, uuid=uuid, at=at), said="Deleted. You can restore it.",
        to=reverse("cpd:record", args=[uuid]), scope="cpd.record.delete",
    )  # fmt: skip


@require_POST
def restore(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Brings a deleted record back."""
    member, at = member_of(request.user), london.now()
    own_record(member, uuid)
    return press_once(
        request, lambda: records.restore(member=member, uuid=uuid, at=at), said="Restored.",
        to=reverse("cpd:record", args=[uuid]), scope="cpd.record.restore",
    )  # fmt: skip


@require_POST
def carry_over(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Takes the text of a draft that came too late into the open year."""
    member, at = member_of(request.user), london.now()
    own_record(member, uuid)
    new_uuid = uuids.uuid4()
    return press_once(
        request, lambda: records.carry_over(member=member, uuid=uuid, new_uuid=new_uuid, at=at),
        said="Here is your text in the open year. Check it and save it.",
        to=reverse("cpd:record_edit", args=[new_uuid]), back=reverse("cpd:record", args=[uuid]),
        scope="cpd.record.carry_over",
    )  # fmt: skip
