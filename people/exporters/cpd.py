"""CPD: records, years, and what was asked for."""

from __future__ import annotations

from people.exporters import Section, Table

MEMBER = ("member__user",)
OF_RECORD = ("record__member__user",)

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
    ),
    left_out={
        "cpd.CloseRun": "A run of the portal over many members. What it came to for you is among the results.",
        "cpd.CloseBatch": "A part of such a run.",
        "cpd.Signature": "An officer's signature under a whole year.",
    },
)
