"""What the demo sells: invented courses, webinars, events, books and downloads, dated from the day of loading."""

from __future__ import annotations

from dataclasses import dataclass

from shop.enums import Kind, Mode, Supply

ONLINE_PLACE = "Live online"


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One invented product. `first_day` counts from the day of loading; sessions follow week by week."""

    slug: str
    kind: Kind
    supply: Supply
    title: str
    summary: str
    description: str
    pence: int
    vat: str = "standard"
    mode: str = ""
    topics: tuple[str, ...] = ()
    left: int | None = None
    sessions: int = 0
    first_day: int = 0
    hour: int = 18
    hours: int = 2
    place: str = ""
    delivery_days: int | None = None

    @property
    def statement(self) -> str:
        """When the buyer will have it."""
        if self.supply == Supply.GOODS:
            return f"Posted to you; about {self.delivery_days} days."
        return "On the dates shown." if self.sessions else "As soon as it is paid."


THINGS = (
    Thing(
        slug="costs-in-six-evenings", kind=Kind.COURSE, supply=Supply.SESSIONS, mode=Mode.ONLINE, pence=19900,
        title="Costs in six evenings", topics=("Costs", "Litigation"), left=24, sessions=6, first_day=5,
        place=ONLINE_PLACE,
        summary="From the estimate to the detailed bill, one step an evening.",
        description="Six evenings with two exercises each. You bring a file without names and leave with its bill.",
    ),
    Thing(
        slug="conveyancing-from-start-to-end", kind=Kind.COURSE, supply=Supply.SESSIONS, mode=Mode.IN_PERSON,
        pence=54000, title="Conveyancing from start to end", topics=("Conveyancing",), left=12, sessions=4,
        first_day=26, hour=10, hours=5, place="Example House, London",
        summary="Four days around one sale: title, searches, exchange, completion.",
        description="A sale is worked through in pairs, with the forms that you use at work.",
    ),
    Thing(
        slug="drafting-clear-orders", kind=Kind.COURSE, supply=Supply.SESSIONS, mode=Mode.ONLINE, pence=9600,
        title="Drafting clear orders", topics=("Litigation", "Writing"), left=30, sessions=2, first_day=40, hour=13,
        place=ONLINE_PLACE,
        summary="Two lunchtimes on orders that nobody has to ask about.",
        description="What an order has to say, in which sequence, and how to agree it beforehand.",
    ),
    Thing(
        slug="client-money-at-your-own-pace", kind=Kind.COURSE, supply=Supply.DIGITAL, mode=Mode.ON_DEMAND,
        pence=7200, title="Client money at your own pace", topics=("Practice management",),
        summary="A course to read and to answer, in about three hours.",
        description="Units with questions at the end of each. Stop where you like and go on another day.",
    ),
    Thing(
        slug="appeals-and-their-deadlines", kind=Kind.WEBINAR, supply=Supply.DIGITAL, mode=Mode.ON_DEMAND, pence=4500,
        title="Appeals and their deadlines", topics=("Litigation",),
        summary="A recorded webinar: from when time runs, and how it is counted.",
        description="Slides with the full words of the recording, forty pages.",
    ),
    Thing(
        slug="interviewing-with-an-interpreter", kind=Kind.WEBINAR, supply=Supply.DIGITAL, mode=Mode.ON_DEMAND,
        pence=3600, title="Interviewing with an interpreter", topics=("Client care", "Immigration"),
        summary="A recorded webinar about booking, briefing and checking what was understood.",
        description="Slides with the full words of the recording, and a one-page checklist.",
    ),
    Thing(
        slug="what-changed-in-probate", kind=Kind.WEBINAR, supply=Supply.SESSIONS, mode=Mode.ONLINE, pence=3000,
        title="What changed in probate", topics=("Probate",), left=200, sessions=1, first_day=12, hour=12, hours=1,
        place=ONLINE_PLACE,
        summary="A live hour on the new forms, with time for questions.",
        description="Given live. The questions of those who came are answered in writing afterwards.",
    ),
    Thing(
        slug="winter-conference", kind=Kind.EVENT, supply=Supply.SESSIONS, mode=Mode.IN_PERSON, pence=12000,
        title="Winter conference", topics=("Practice management",), left=80, sessions=1, first_day=60, hour=9, hours=8,
        place="Example Hall, Leeds",
        summary="A day of short talks and long breaks, with lunch.",
        description="Eight talks of twenty minutes. The programme is sent two weeks before.",
    ),
    Thing(
        slug="evening-for-new-members", kind=Kind.EVENT, supply=Supply.SESSIONS, mode=Mode.ONLINE, pence=0,
        title="Evening for new members", topics=("Membership",), left=100, sessions=1, first_day=20, hour=19, hours=1,
        place=ONLINE_PLACE,
        summary="Meet those who joined this year. Free of charge.",
        description="An hour in small rooms that change every ten minutes.",
    ),
    Thing(
        slug="conveyancing-in-practice", kind=Kind.BOOK, supply=Supply.GOODS, vat="books", pence=4250,
        title="Conveyancing in practice", topics=("Conveyancing",), left=35, delivery_days=5,
        summary="A printed handbook with checklists for each stage.",
        description="Paperback, 412 pages, with an index that was made by hand.",
    ),
    Thing(
        slug="the-clear-letter", kind=Kind.BOOK, supply=Supply.GOODS, vat="books", pence=1895,
        title="The clear letter", topics=("Writing", "Client care"), left=60, delivery_days=5,
        summary="Forty letters to clients, before and after.",
        description="Paperback, 128 pages. Each pair of letters stands on facing pages.",
    ),
    Thing(
        slug="rules-of-thumb-for-limitation", kind=Kind.BOOK, supply=Supply.GOODS, vat="books", pence=2400,
        title="Rules of thumb for limitation", topics=("Litigation",), left=2, delivery_days=12,
        summary="A pocket book of tables. Nearly sold out.",
        description="Spiral bound, 64 pages, for the desk and for court.",
    ),
    Thing(
        slug="family-cases-step-by-step", kind=Kind.EBOOK, supply=Supply.DIGITAL, vat="ebooks", pence=2200,
        title="Family cases, step by step", topics=("Family",),
        summary="An e-book that follows one case from the first call to the order.",
        description="PDF with bookmarks, about 200 pages in print.",
    ),
    Thing(
        slug="file-opening-pack", kind=Kind.DOWNLOAD, supply=Supply.DIGITAL, pence=1200,
        title="File opening pack", topics=("Practice management",),
        summary="Forms and checklists for the first day of a file, to be filled in.",
        description="A set of forms as one PDF, for your own office.",
    ),
)  # fmt: skip
# A course that has begun: no longer in the catalogue, and on the orders of the demo's people.
BEGUN = Thing(
    slug="immigration-appeals-in-six-evenings", kind=Kind.COURSE, supply=Supply.SESSIONS, mode=Mode.ONLINE, pence=18000,
    title="Immigration appeals in six evenings", topics=("Immigration",), left=20, sessions=6, first_day=-9,
    place=ONLINE_PLACE,
    summary="From the refusal letter to the hearing, one step an evening.",
    description="Six evenings around one appeal, with papers that were made up for it.",
)  # fmt: skip
EXTRA_TERMS = {
    "family-cases-step-by-step": "This e-book is for one reader. You may print pages for your own use and not pass "
    "copies on."
}
