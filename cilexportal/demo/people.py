"""The people one can sign in as. All are invented; every address ends in example.org."""

from __future__ import annotations

from dataclasses import dataclass

from members.enums import Role

PASSWORD = "lamp-over-the-library"  # noqa: S105 - the demo says it on its sign-in page


@dataclass(frozen=True)
class Persona:
    """Somebody to be: an account, a grade or staff roles, and why one would want to be them."""

    key: str
    name: str
    story: str
    grade: str = ""
    roles: tuple[Role, ...] = ()
    specialism: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


PEOPLE = (
    Persona(
        "ada",
        "Ada Okafor",
        "Fellow. Met last year; this year is half done. Has bought a webinar and a course.",
        grade="fellow",
    ),
    Persona(
        "ben",
        "Ben Whitlock",
        "Paralegal on hours and outcomes. Half an hour short last year.",
        grade="paralegal",
        specialism="immigration",
    ),
    Persona("kit", "Kit Adeyemi", "Advanced Paralegal. Nothing planned last year.", grade="advanced_paralegal"),
    Persona("lena", "Lena Marsh", "Fellow with an extension to 31 December.", grade="fellow"),
    Persona("moss", "Moss Delgado", "Practitioner, dispensed from last year.", grade="practitioner"),
    Persona("nia", "Nia Pritchard", "Student: no CPD is owed.", grade="student"),
    Persona("jo", "Jo Varga", "Has an account and is not a member."),
    Persona("cleo", "Cleo Hart", "CPD officer: the year console.", roles=(Role.CPD_OFFICER,)),
    Persona("dev", "Dev Raman", "CILEX membership officer: letters and feedback.", roles=(Role.MEMBERSHIP_OFFICER,)),
    Persona("erin", "Erin Novak", "CILEX finance: orders, refunds and the money of each day.", roles=(Role.FINANCE,)),
    Persona("farid", "Farid Nasser", "Regulation officer.", roles=(Role.REGULATION_OFFICER,)),
    Persona("grace", "Grace Lindqvist", "Secretary of the committee.", roles=(Role.ALC_SECRETARY,)),
    Persona("hal", "Hal Brennan", "Member of the committee: a solicitor, who chairs it.", roles=(Role.ALC_MEMBER,)),
    Persona("ines", "Ines Duarte", "Administrator: figures and lists.", roles=(Role.ADMINISTRATOR,)),
    Persona("rosa", "Rosa Lind", "CPD officer: has the last word on what is sampled.", roles=(Role.CPD_OFFICER,)),
    Persona("vera", "Vera Osei", "Member of the committee: a barrister.", roles=(Role.ALC_MEMBER,)),
    Persona("mina", "Mina Forsyth", "Member of the committee: a lay member.", roles=(Role.ALC_MEMBER,)),
    Persona("otis", "Otis Grant", "Member of the committee: a lay member.", roles=(Role.ALC_MEMBER,)),
    Persona("noor", "Noor Halabi", "Applies for a title in immigration. Her degree is before the committee."),
    Persona("iris", "Iris Calloway", "Her final application is paid and signed, and waits to be assessed."),
    Persona("theo", "Theo Lindgren", "His final application waits for one supervisor to sign."),
    Persona("uma", "Uma Sandell", "Was admitted a month ago: holds a title, and is no member."),
    Persona("sunil", "Sunil Rao", "Regulation officer: marks what is marked twice.", roles=(Role.REGULATION_OFFICER,)),
)
