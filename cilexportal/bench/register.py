"""The search of the public register among a million people against the same search among ten thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.urls import reverse

from cilexportal.bench import world
from cilexportal.bench.figures import Figure, middle
from cilexportal.bench.pages import plain_static, repeated
from cilexportal.bench.shop import Visitor

SIZES = (10_000, 1_000_000)
SMALL, LARGE = "cilexportal_bench_small", "cilexportal_bench_large"
ROUNDS, A_ROUND = 15, 10
# Eight thousand surnames of three parts, far fewer than a million people have; one person in two hundred is called
# Marchbank. Every forename, firm and town comes up again and again, and three people are called Quillfeather.
PEOPLE = """
    INSERT INTO members_member (uuid, number, full_name, sort_name, joined_on)
    SELECT lpad(to_hex(n), 32, '0')::uuid, lpad(n::text, 9, '0'), initcap(first || ' ' || last), last || ' ' || first,
        '2019-01-01'
    FROM (
        SELECT n,
            (ARRAY['ada','ann','bilal','carys','dev','edith','femi','grace','hannah','imran','joanne','kit','lena',
                   'mina','noor','orla','priya','quinn','rhian','sami'])[1 + (hashint4(n) & 65535) %% 20] AS first,
            CASE WHEN n %% (%(people)s / 3) = 7 THEN 'quillfeather' WHEN n %% 200 = 11 THEN 'marchbank' ELSE
                (ARRAY['ash','bar','cal','dun','elm','fen','gar','hol','ing','jar','kel','lang','mar','nor','oak','pen',
                       'rad','sel','thorn','whit'])[1 + (hashint4(n + 1) & 65535) %% 20]
                || (ARRAY['a','e','i','o','u','an','en','in','on','un','er','ar','or','el','al','es','is','ow','y',''])
                    [1 + (hashint4(n + 6) & 65535) %% 20]
                || (ARRAY['bury','by','combe','den','field','ford','gate','ham','hurst','ley','low','mead','ton','wick',
                          'worth','wood','well','side','stead','more'])[1 + (hashint4(n + 2) & 65535) %% 20]
            END AS last
        FROM generate_series(1, %(people)s) n
    ) named;
    INSERT INTO standing_registerentry (
        member_id, name, letter, sort_name, employer, place, folded, grade_code, title, letters, specialism,
        practising, oaths, audience, status, shown, refreshed_at
    )
    SELECT id, full_name, upper(left(sort_name, 1)), sort_name, firm || ' LLP', town,
        lower(full_name) || chr(10) || lower(firm) || ' llp' || chr(10) || lower(town),
        CASE WHEN id %% 3 = 0 THEN 'paralegal' WHEN id %% 200 = 1 THEN 'associate_prosecutor' ELSE 'fellow' END,
        'Fellow', 'FCILEX', CASE WHEN id %% 4 = 1 THEN 'Family and children' ELSE '' END,
        id %% 2 = 0, id %% 2 = 0, id %% 50 = 1, 'Practising', id %% 20 > 0, now()
    FROM (
        SELECT id, full_name, sort_name,
            (ARRAY['Leeds','York','Bedford','Cardiff','Swansea','Bristol','Truro','Kendal','Durham','Derby'])
                [1 + (hashint8(id + 3) & 65535) %% 10] AS town,
            'Firm ' || chr((97 + (hashint8(id + 4) & 65535) %% 26)::int)
                || chr((97 + (hashint8(id + 5) & 65535) %% 26)::int)
                || CASE WHEN id %% 250 = 17 THEN ' Ostler' ELSE ' Partners' END AS firm
        FROM members_member
    ) placed
"""
INDEXES = """
    SELECT indexname, indexdef FROM pg_indexes
    WHERE tablename IN ('standing_registerentry', 'members_member') AND indexname NOT IN (
        SELECT conname FROM pg_constraint
    )
"""
# Each finds a whole page in either register, or the same few people.
SEARCHES: dict[str, dict[str, str]] = {
    "everybody": {"letter": "m"},
    "filters": {"grade": "associate_prosecutor"},
    "rights": {"audience": "on", "specialism": "Family and children"},
    "surname": {"words": "Marchbank"},
    "part of many surnames": {"words": "ford"},
    "part of one surname": {"words": "archban"},
    "forename": {"words": "joanne"},
    "place": {"words": "Leeds"},
    "employer few work for": {"words": "ostler"},
    "three words": {"words": "ford leeds partners"},
    "rare surname": {"words": "quillfeather"},
    "nobody": {"words": "zyzzyva"},
    "last names": {"words": "partners", "after": "1~1~whit"},
}
Say = Callable[[str], object]


class Looker(Visitor):
    """A visitor who looks people up."""

    def look(self, asked: dict[str, str]) -> bytes:
        """The page of a search."""
        return self._send("GET", reverse("register:home"), b"", {"QUERY_STRING": urlencode(asked)})


def measure(*, sizes: tuple[int, int] = SIZES, say: Say = print) -> list[Figure]:
    """The slowest of the searches in the large register, against the same search in the small one.

    Both registers are there at once and are asked in turn, so that a busier minute changes nothing. The caller holds
    world.tables().
    """
    with plain_static(), _register(SMALL, sizes[0], say=say), _register(LARGE, sizes[1], say=say):
        took = {name: _in_turn(Looker(WSGIHandler()), name) for name in SEARCHES}
    ratios = {name: large / small for name, (small, large) in took.items()}
    worst = max(ratios, key=lambda name: ratios[name])
    small, large = took[worst]
    others = ", ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items() if name != worst)
    name = f"search of the register among {sizes[1]:,} people against {sizes[0]:,}"
    detail = f"{large * 1000:.1f} ms against {small * 1000:.1f} ms by {worst}; {others}"
    return [Figure(name, ratios[worst], 1.3, at_most=True, detail=detail)]


@contextmanager
def _register(name: str, people: int, *, say: Say) -> Iterator[None]:
    """A database with a register of so many people, which finds whom it should find."""
    with world.database(name):
        say(f"making a register of {people:,} people")
        fill(people)
        visitor = Looker(WSGIHandler())
        for search, asked in SEARCHES.items():
            if (b'data-label="Status"' in visitor.look(asked)) == (search == "nobody"):
                raise RuntimeError(f"the search of {search} found the wrong people")
        yield


def _in_turn(visitor: Looker, search: str) -> tuple[float, float]:
    """Seconds of the page of a search in the small register and in the large one: medians of rounds in turn."""
    times: dict[str, list[float]] = {SMALL: [], LARGE: []}
    for _ in range(ROUNDS):
        for name, taken in times.items():
            with world.connected_to(name):
                visitor.look(SEARCHES[search])  # Makes the connection.
                taken.append(repeated(lambda: visitor.look(SEARCHES[search]), A_ROUND))
    return middle(times[SMALL]), middle(times[LARGE])


def fill(people: int) -> None:
    """A register of so many people, nineteen of twenty shown, in an empty database; its indexes are made afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(INDEXES)
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute(PEOPLE, {"people": people})
        for _, definition in indexes:
            cursor.execute(definition)
        cursor.execute("RESET session_replication_role")
        cursor.execute("VACUUM ANALYZE")
