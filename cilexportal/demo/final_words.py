"""What the people of the demo's final applications say: of their work, and on the form."""

from __future__ import annotations

ANSWERS = {
    "general": {"elsewhere": "no"},
    "work": {
        "employer": "Harbour Street Law Centre", "position": "Immigration caseworker",
        "employer_kind": "A charity or other not-for-profit body",
        "duties": "I advise families and people who were refused, and prepare their applications and appeals.",
    },
    "declarations": {"true": "ticked", "shared": "ticked", "changes": "ticked"},
}  # fmt: skip
KINDS = (("letter", "Letter of advice"), ("call_note", "Note of a call"), ("form", "Application form"))
WORK = (
    "a refused visit visa", "an extension as a partner", "a child’s registration", "settlement after five years",
    "a fee waiver", "an appeal on family life", "a student’s change of course", "a curtailed sponsor licence",
    "bail conditions", "a late claim for asylum", "a returning resident", "a review of an age assessment",
    "evidence of income",
)  # fmt: skip
DID = (
    "went through the refusal with the client", "listed every paper that was missing", "compared two routes",
    "wrote to the Home Office", "prepared the statement", "explained the last day", "checked the figures twice",
    "asked for an expert’s report", "called an interpreter", "advised against an appeal", "drew up a timetable",
)  # fmt: skip
WHY = (
    "The dates left four working days.", "Only one rule was in question.", "Nobody had advised them before.",
    "Two of the papers contradicted each other.", "A child’s interests came first.", "The costs mattered to them.",
    "An earlier letter had gone astray.",
)  # fmt: skip
