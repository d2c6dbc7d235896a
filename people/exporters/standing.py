"""Membership, certificates, the register, and what was declared of conduct."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from members.models import User
from people.exporters import Row, Section, Table, Words
from standing.models import Declaration
from standing.services import reading

MEMBER = ("member__user",)


def declared(user: User, at: datetime) -> Iterator[Row]:
    """[LAW-ART10] What the person disclosed and what they were asked for, opened for them: each reading is logged."""
    for pk in Declaration.objects.filter(user=user, discloses=True).order_by("pk").values_list("pk", flat=True):
        opened = reading.open_own(declaration_id=pk, by=user, at=at)
        yield {
            "declaration": pk,
            "year": opened.declaration.year,
            "you_told": [{"question": one.question, "words": one.words} for one in opened.told],
            "you_were_asked": [{"at": one.note.at, "words": one.words} for one in opened.said],
        }


MEMBERSHIP = Section(
    code="membership",
    title="Your membership",
    tables=(
        Table(model="members.Member", title="Membership", of=("user",)),
        Table(model="members.GradeHeld", title="Grades held", of=MEMBER),
        Table(model="people.GradeChange", title="Changes of grade", of=MEMBER),
        Table(
            model="standing.Joining",
            title="Joining",
            of=("user",),
            on_request={
                "told_apart": "An officer's words on whether you had been a member before may speak of others. "
                "Ask for them: an officer reads them first."
            },
        ),
        Table(model="standing.Renewal", title="Renewals", of=MEMBER),
        Table(model="standing.Term", title="Membership years", of=MEMBER),
        Table(model="standing.Lapse", title="Lapses", of=MEMBER),
        Table(model="standing.ReducedFee", title="Reduced fees", of=MEMBER),
        Table(model="standing.RightHeld", title="Rights held", of=MEMBER),
        Table(model="standing.Certificate", title="Practising certificates", of=MEMBER),
        Table(model="standing.ToldLoss", title="Benefits lost and returned", of=MEMBER),
        Table(model="standing.Practice", title="Where you work", of=MEMBER),
        Table(model="standing.RegisterEntry", title="Your entry in the register", of=MEMBER),
        Table(model="people.EmployerView", title="Whom you let see your lights", of=MEMBER),
        Table(model="people.EmployerLook", title="When they looked", of=("view__member__user",)),
        Table(model="people.Merge", title="Membership numbers that became one", of=("kept__user", "gone__user")),
        Table(
            model="people.Crossing",
            title="Officers who looked across the wall",
            of=("member__user", "user"),
            on_request={
                "why": "Why an officer of one body looked at what the other holds of you may name a matter "
                "that the regulator has not told you of yet. Ask for it: an officer reads it first."
            },
        ),
    ),
    left_out={
        "standing.EmployerPays": "An employer's invoice for many. Your renewal says that it is on one.",
        "people.MergedRow": "Copies of rows that stand elsewhere in this download.",
        "people.NotDuplicate": "It names another member.",
        "people.Note": "Officers' notes may speak of other people. Ask for them: an officer reads them first.",
    },
)
CONDUCT = Section(
    code="conduct",
    title="Your declarations of conduct",
    tables=(
        Table(model="standing.Declaration", title="Declarations", of=("user",)),
        Table(model="standing.DisclosureRead", title="Who opened them", of=("declaration__user",)),
    ),
    words=(Words("In your own words", ("standing.Disclosure", "standing.VerdictNote"), declared),),
    left_out={
        "standing.Referral": "Handed to the regulator, which decides what it may tell. Ask for it: an officer answers.",
        "standing.ReferralEntry": "It belongs to a referral.",
    },
)
