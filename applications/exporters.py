"""What applications hold of a person, for the download of their data."""

from __future__ import annotations

from applications.enums import SeenBy
from people.exporters import Section, Table

CASE = ("case__application__user",)
ROLE = ("role__case__application__user",)
# What officers write for officers and the committee, or was given to them in confidence.
ON_REQUEST = "It may repeat what others said in confidence. Ask for it: an officer reads it first."

APPLICATIONS = Section(
    code="applications",
    title="Your applications",
    tables=(
        Table(model="applications.Application", title="Applications", of=("user",)),
        Table(model="applications.Case", title="Their steps", of=("application__user",), without=("words",)),
        Table(model="applications.Turn", title="Whose move it was", of=CASE),
        Table(model="applications.Happening", title="What happened", of=CASE, but=lambda _: {"shown": False}),
        Table(model="applications.Typed", title="Typed and not saved", of=("application__user",)),
        Table(model="applications.Submission", title="What you submitted", of=CASE),
        Table(model="applications.PlannedOutcome", title="Your plan", of=("application__user",)),
        Table(model="applications.CasePaper", title="Files", of=CASE),
        Table(model="applications.Qualification", title="Your qualification", of=CASE),
        Table(model="applications.Role", title="Roles", of=CASE),
        Table(model="applications.Leave", title="Leave", of=ROLE),
        Table(model="applications.Course", title="Courses", of=CASE),
        Table(
            model="applications.ReferenceAsked", title="Whom you asked for a reference", of=CASE,
            on_request={"exception_why": f"Why an officer took a reference by exception. {ON_REQUEST}"},
        ),
        Table(model="applications.CaseFee", title="Fees", of=CASE),
        Table(
            model="applications.Decision", title="Decisions", of=CASE,
            on_request={"why": f"What officers wrote for each other; your letters give the reasons. {ON_REQUEST}"},
        ),
        Table(model="applications.Letter", title="Letters", of=CASE, but=lambda _: {"released_at": None}),
        Table(
            model="applications.Hold", title="Times on hold", of=CASE,
            on_request={
                "note": f"Officers’ notes on why. {ON_REQUEST}",
                "ended_note": f"Officers’ notes on what came of it. {ON_REQUEST}",
            },
        ),
        Table(
            model="applications.Referral", title="Before the committee", of=CASE,
            on_request={
                "paper": f"The committee’s paper: your supervisors’ references stand in it. {ON_REQUEST}",
                "question": f"What an officer asks of the committee. {ON_REQUEST}",
            },
        ),
        Table(model="applications.Reconsideration", title="Decisions looked at again", of=CASE),
        Table(
            model="applications.CaseNote", title="Messages between you and our officers", of=CASE,
            but=lambda _: {"seen_by__in": [SeenBy.OFFICERS, SeenBy.COMMITTEE]},
        ),
        Table(model="applications.CaseReading", title="Who opened your case", of=CASE),
        Table(model="applications.SavedFilter", title="Your views of the queue", of=("user",)),
        Table(model="applications.CommitteeMember", title="Your seat on the committee", of=("user",)),
        Table(model="applications.Seat", title="Meetings you were invited to", of=("member__user",)),
    ),
    left_out={
        "applications.Reference": "A supervisor wrote it about you in confidence. Ask for it: an officer answers.",
        "applications.ReferenceTyped": "A supervisor was writing it about you in confidence, and has not signed it.",
        "applications.ReferenceLink": "It opens a reference for a supervisor.",
        "applications.ReferenceVisit": "It opens a reference for a supervisor.",
        "applications.SectionVerdict": "The verdicts as they stood are in each decision.",
        "applications.RoleAssessed": "The hours as they were accepted are in each decision.",
        "applications.CourseAssessed": "The hours as they were accepted are in each decision.",
        "applications.Meeting": "It belongs to the committee and not to one person.",
        "applications.AgendaItem": "What was decided is in your decisions once it is released.",
        "applications.Interest": "Members of the committee declare it to its secretary.",
    },
)  # fmt: skip
