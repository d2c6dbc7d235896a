"""What invented members have learned: titles and texts for demo records."""

from __future__ import annotations

from typing import NamedTuple


class Story(NamedTuple):
    """One invented activity. `area` is a professionalism area where it is about professionalism."""

    title: str
    learned: str
    evaluation: str
    planned: bool
    area: str = ""


STORIES = (
    Story(
        "Update on deadlines for appeals",
        "How the time for appealing runs from service and not from the date on the decision, and how to count it.",
        "I now note the date of service on every new file. It has already stopped one late notice.",
        planned=True,
    ),
    Story(
        "Keeping a conflict register that works",
        "Which questions to ask before opening a file, and how to record the answers so that a colleague finds them.",
        "Our intake form has two new questions. I will look at them again in three months.",
        planned=True,
        area="ethics",
    ),
    Story(
        "Reading group: bundles that judges can use",
        "What makes a bundle usable: one index, page numbers that match, and no duplicates.",
        "I rebuilt a bundle in half the pages. The other side agreed it without comment.",
        planned=False,
    ),
    Story(
        "Talking with clients about costs",
        "How to explain a range instead of a figure, and when to come back to it.",
        "Two clients thanked me for the plain letter. I use the same structure now.",
        planned=True,
        area="client-communication",
    ),
    Story(
        "Seminar on the new case management rules",
        "The order in which directions are now given and what has to be agreed beforehand.",
        "I changed our template and showed it to the team.",
        planned=True,
    ),
    Story(
        "Shadowing a hearing by video link",
        "How to prepare a client for a video hearing, and what goes wrong when nobody checks the sound.",
        "I wrote a one-page note for clients. It saves a phone call each time.",
        planned=True,
    ),
    Story(
        "Article on limitation in contract claims",
        "When time begins to run where a breach continues.",
        "I checked four open files against it and diarised one date.",
        planned=False,
    ),
    Story(
        "Fair treatment of clients who need an interpreter",
        "How to book early, brief the interpreter, and check understanding without leading.",
        "The last two interviews took less time and produced better statements.",
        planned=True,
        area="equality",
    ),
    Story(
        "Writing clear attendance notes",
        "A structure for notes: who, what was asked, what was advised, what happens next.",
        "A colleague took over a file from my notes alone.",
        planned=False,
    ),
    Story(
        "Data protection for small teams",
        "What to do in the first day after a letter goes to the wrong person.",
        "We agreed who reports, and I made the list of first steps.",
        planned=False,
    ),
)

FIRST_NAMES = (
    *("Aisha", "Bram", "Carys", "Dilan", "Edie", "Femi", "Greta", "Harun", "Isla", "Joss", "Kwame", "Lowri"),
    *("Mina", "Noor", "Orla", "Piotr", "Quinn", "Rhian", "Sami", "Tamsin"),
)
LAST_NAMES = ("Abara", "Brook", "Castell", "Dunmore", "Ellery", "Fairweather", "Gough", "Hollis", "Iveson", "Jardine")
GRADES = ("fellow", "fellow", "fellow", "advanced_paralegal", "paralegal", "practitioner", "student", "affiliate")
