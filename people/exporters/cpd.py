"""CPD: records, years, and what was asked for."""

from __future__ import annotations

from typing import Any

from people.exporters import Section, Table

MEMBER = ("member__user",)
OF_RECORD = ("record__member__user",)


def _being_read(user_id: int) -> dict[str, Any]:
    """A sample is told when it is decided, not while assessors read."""
    return {"decided_at__isnull": True}


def _marked_unread(user_id: int) -> dict[str, Any]:
    return {"of__sampled__decided_at__isnull": True}


CPD = Section(
    code="cpd",
    title="Your CPD",
    tables=(
        Table(model="cpd.Record", title="Records", of=MEMBER),
        Table(model="cpd.Typing", title="What you have typed and not saved", of=OF_RECORD),
        Table(model="cpd.Evidence", title="Documents on records", of=OF_RECORD),
        Table(model="cpd.YearResult", title="Results of years", of=MEMBER),
        Table(model="cpd.Reopening", title="Years reopened", of=("before__member__user",)),
        Table(model="cpd.Parked", title="Years held back at their close", of=MEMBER),
        Table(model="cpd.ExtensionRequest", title="More time asked for", of=MEMBER),
        Table(model="cpd.Extension", title="More time given", of=MEMBER),
        Table(model="cpd.DispensationRequest", title="Dispensation asked for", of=MEMBER),
        Table(model="cpd.AbsenceSpell", title="Spells away from work", of=("request__member__user",)),
        Table(model="cpd.AbsenceEvidence", title="Documents on spells", of=("request__member__user",)),
        Table(model="cpd.Dispensation", title="Dispensations", of=MEMBER),
        Table(model="cpd.ReductionRequest", title="Fewer outcomes asked for", of=MEMBER),
        Table(model="cpd.Reduction", title="Fewer outcomes", of=MEMBER),
        Table(model="cpd.Sampled", title="Years that were drawn", of=MEMBER, but=_being_read),
        Table(model="cpd.SampledRecord", title="Records that were drawn", of=OF_RECORD),
        Table(
            model="cpd.Mark", title="What assessors made of them", of=("of__record__member__user",), but=_marked_unread
        ),
        Table(
            model="cpd.LeftOut",
            title="Draws that left you out",
            of=MEMBER,
            on_request={
                "words": "Why a draw left you out, in an officer's words, may speak of others, or of a matter in "
                "confidence. Ask for them: an officer reads them first."
            },
        ),
    ),
    left_out={
        "cpd.CloseRun": "A run of the portal over many members. What it came to for you is among the results.",
        "cpd.Draw": "A draw from many members. Whether you were drawn is among your years.",
        "cpd.CloseBatch": "A part of such a run.",
        "cpd.Signature": "An officer's signature under a whole year.",
    },
)
