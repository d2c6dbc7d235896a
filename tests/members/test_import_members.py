"""The import of members: all or nothing, told by line, and the same file twice changes nothing."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.importing import import_members
from members.models import GradeHeld, Member, User
from tests import factories

TODAY = date(2026, 11, 21)
HEADINGS = "Membership number,Full name,E-mail,Grade,Grade since"
ADA = "00012345,Ada Example,ada@example.org,Fellow,2019-03-01"
SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "samples" / "members.csv"
pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(tmp_path):
    """`bring(lines...)` imports a file with the usual headings."""

    def run(*lines: str, headings: str = HEADINGS, apply: bool = True, encoding: str = "utf-8"):
        file = tmp_path / "members.csv"
        file.write_bytes("\r\n".join((headings, *lines)).encode(encoding))
        return import_members(path=file, today=TODAY, apply=apply)

    return run


def test_a_line_becomes_an_account_a_member_and_a_grade(bring) -> None:
    outcome = bring(ADA)
    member = Member.objects.select_related("user").get(number="00012345")
    assert (member.full_name, member.sort_name) == ("Ada Example", "example, ada")
    assert member.user is not None
    assert member.user.email == "ada@example.org"
    assert not member.user.has_usable_password()
    assert EmailAddress.objects.get(user=member.user).verified
    held = GradeHeld.objects.get(member=member)
    assert (held.grade_id, held.from_date, held.until_date) == ("fellow", date(2019, 3, 1), None)
    assert outcome.faults.count == 0


def test_a_trial_says_the_same_and_keeps_nothing(bring) -> None:
    trial = bring(ADA, apply=False)
    assert not Member.objects.exists()
    assert trial.changes == bring(ADA).changes


def test_the_same_file_again_changes_nothing(bring) -> None:
    assert bring(ADA).changed > 0
    assert bring(ADA).changed == 0


def test_one_bad_line_keeps_the_whole_file_out(bring) -> None:
    outcome = bring(ADA, "00012346,Ben,ben@example.org,Felow,2020-01-01")
    assert outcome.faults.kept == [(3, 'the grade "Felow" is not known to the portal.')]
    assert not Member.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("1,Ben,ben@example.org,Fellow,31/02/2020", "grade since"),
        ("1,Ben,ben@example.org,Fellow,2026-11-22", "between 1900 and today"),
        ("1,Ben,not an address,Fellow,2020-01-01", "e-mail address"),
        (",Ben,ben@example.org,Fellow,2020-01-01", "membership number is empty"),
        ("1,,ben@example.org,Fellow,2020-01-01", "the name is empty"),
        ("1,=HYPERLINK(1),ben@example.org,Fellow,2020-01-01", "begins with ="),
        ('1," +Ben",ben@example.org,Fellow,2020-01-01', "begins with +"),
        ("-1,Ben,ben@example.org,Fellow,2020-01-01", "begins with -"),
        ("1,@Ben,ben@example.org,Fellow,2020-01-01", "begins with @"),
        ("1,\tBen,ben@example.org,Fellow,2020-01-01", "begins with a tab"),
        ("1,Ben\x00,ben@example.org,Fellow,2020-01-01", "cannot be shown"),
        ("1,Ben,ada@example.org,Fellow,2020-01-01", "stands in line 2 too"),
        ("00012345,Ben,ben@example.org,Fellow,2020-01-01", "stands in line 2 too"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(bring, line: str, words: str) -> None:
    outcome = bring(ADA, line)
    assert [number for number, _ in outcome.faults.kept] == [3]
    assert words in outcome.faults.kept[0][1]


def test_line_numbers_count_lines_inside_quotes_and_blank_lines(bring) -> None:
    outcome = bring('1,"Ben\n\nExample",b@example.org,Fellow,2020-01-01', "", "2,Cy,c@example.org,Nothing,2020-01-01")
    assert [number for number, _ in outcome.faults.kept] == [2, 6]


@pytest.mark.parametrize(
    "headings",
    ["MEMBER NUMBER,name,email,Membership Grade,Since", "Membership_No,Member Name,E-mail address,grade,Date of grade"],
)
def test_headings_are_understood_in_several_spellings(bring, headings: str) -> None:
    assert bring(ADA, headings=headings).faults.count == 0
    assert Member.objects.filter(number="00012345").exists()


def test_first_and_last_name_may_stand_apart(bring) -> None:
    bring("1,Ada,de la Cruz,,Fellow,2020-01-01", headings="Number,Forename,Surname,E-mail,Grade,Since")
    assert Member.objects.get().sort_name == "de la cruz, ada"


@pytest.mark.parametrize(
    ("name", "grade"),
    [
        ("Associate", "paralegal"),
        ("ACILEX", "paralegal"),
        ("cilex member-paralegal", "paralegal"),
        ("Graduate", "advanced_paralegal"),
        ("Legal Accounts Fellow", "legal_accounts_executive"),
        ("Chartered Legal Executive", "fellow"),
        ("fellow", "fellow"),
    ],
)
def test_a_grade_goes_by_every_name_it_has_had(bring, name: str, grade: str) -> None:
    bring(f"1,Ben,ben@example.org,{name},2020-01-01")
    assert GradeHeld.objects.get().grade_id == grade


@pytest.mark.parametrize(
    ("encoding", "name", "word"), [("utf-16", "Ben", "UTF-16"), ("cp1252", "Zoë", "UTF-8"), ("utf-8-sig", "Zoë", "")]
)
def test_another_encoding_is_named(tmp_path, encoding: str, name: str, word: str) -> None:
    file = tmp_path / "members.csv"
    file.write_bytes(f"{HEADINGS}\n1,{name},ben@example.org,Fellow,2020-01-01".encode(encoding))
    if not word:
        call_command("import_members", str(file), "--apply", stdout=io.StringIO())
        assert Member.objects.get().full_name == name
        return
    with pytest.raises(CommandError, match=word):
        call_command("import_members", str(file))


def test_a_missing_heading_is_named_with_what_is_accepted(tmp_path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("Membership number,Full name\n1,Ben")
    with pytest.raises(CommandError, match=r'no heading for grade\. Accepted: "grade", "membership grade"'):
        call_command("import_members", str(file))


def test_a_new_grade_ends_the_one_before(bring) -> None:
    bring("1,Ben,ben@example.org,Associate,2020-01-01")
    outcome = bring("1,Ben,ben@example.org,Fellow,2026-10-01")
    assert {key: n for key, n in outcome.changes.items() if n} == {"grades ended": 1, "grades begun": 1}
    assert list(GradeHeld.objects.order_by("from_date").values_list("grade_id", "from_date", "until_date")) == [
        ("paralegal", date(2020, 1, 1), date(2026, 10, 1)),
        ("fellow", date(2026, 10, 1), None),
    ]


def test_an_old_file_cannot_turn_a_grade_back(bring) -> None:
    bring("1,Ben,ben@example.org,Fellow,2026-10-01")
    outcome = bring("1,Ben,ben@example.org,Associate,2020-01-01")
    assert "has held another since 2026-10-01" in outcome.faults.kept[0][1]


def test_an_account_made_by_the_person_is_joined_to_the_membership(bring) -> None:
    user = factories.UserFactory(email="ada@example.org", full_name="Ada at home")
    assert bring(ADA).changes["accounts opened"] == 0
    assert Member.objects.get().user == user
    assert bring(ADA).changed == 0


@pytest.mark.parametrize("noted", [True, False])
def test_joining_an_account_with_an_unconfirmed_address_ends_its_password(bring, noted: bool) -> None:
    """Anybody can open an account with the address of a member; the owner of the mailbox opens it again by a code."""
    user = factories.UserFactory(email="ada@example.org", password="chosen by a stranger")
    EmailAddress.objects.all().delete()
    if noted:
        EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
    assert bring(ADA).changes["passwords of unconfirmed accounts ended"] == 1
    user.refresh_from_db()
    assert (user.member.number, user.has_usable_password()) == ("00012345", False)
    assert bring(ADA).changed == 0


def test_joining_an_account_with_a_confirmed_address_keeps_its_password(bring) -> None:
    user = factories.UserFactory(email="ada@example.org")
    bring(ADA)
    before, user = user.password, User.objects.get(pk=user.pk)
    assert user.has_usable_password()
    assert (user.member.number, user.password) == ("00012345", before)


def test_an_address_changed_in_the_portal_stays(bring) -> None:
    bring(ADA)
    user = User.objects.get()
    User.objects.filter(pk=user.pk).update(email="ada@elsewhere.example")
    EmailAddress.objects.update(email="ada@elsewhere.example")
    assert bring(ADA).changed == 0
    assert User.objects.get().email == "ada@elsewhere.example"


def test_an_address_of_another_member_is_refused(bring) -> None:
    bring(ADA)
    outcome = bring("9,Ben,ADA@example.org,Fellow,2020-01-01")
    assert "belongs to the account of member 00012345" in outcome.faults.kept[0][1]


def test_a_member_without_an_address_has_no_account_yet(bring) -> None:
    bring("1,Ben,,Fellow,2020-01-01")
    assert Member.objects.get().user is None
    bring("1,Ben,ben@example.org,Fellow,2020-01-01")
    assert Member.objects.get().user.email == "ben@example.org"


def test_the_number_of_statements_does_not_grow_with_the_file(bring) -> None:
    def statements(*lines: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert bring(*lines).faults.count == 0
        return len(queries)

    few = statements("1,Ben,b1@example.org,Fellow,2020-01-01")
    assert statements(*(f"{n},Ben,b{n}@example.org,Fellow,2020-01-01" for n in range(2, 60))) == few


def test_the_list_of_faults_cannot_run_in_a_spreadsheet(tmp_path) -> None:
    file, faults = tmp_path / "members.csv", tmp_path / "faults.csv"
    file.write_text(f"{HEADINGS}\n1,Ben,ben@example.org,=1+1,2020-01-01")
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_members", str(file), faults=faults, stderr=io.StringIO())
    assert faults.read_text().splitlines()[0] == "line,fault"
    assert all(not line.split(",", 1)[1].startswith(("=", "+", "-", "@")) for line in faults.read_text().splitlines())


def test_the_sample_file_imports_as_documented() -> None:
    out = io.StringIO()
    call_command("import_members", str(SAMPLE), "--apply", stdout=out)
    assert "Lines: 3." in out.getvalue()
    assert "Imported." in out.getvalue()
    assert Member.objects.count() == 3
