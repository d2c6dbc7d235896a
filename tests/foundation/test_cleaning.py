"""Tests that commit leave nothing behind, and lose nothing that the migrations put there."""

import pytest
from django.db import connection

from members.models import User
from tests import factories, seed


@pytest.mark.django_db(transaction=True)
def test_what_a_test_committed_goes_and_reference_data_comes_back():
    def count(table: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            return cursor.fetchone()[0]

    before = count("django_content_type")
    factories.UserFactory()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM auth_permission; DELETE FROM django_content_type")
    seed.restore()
    assert not User.objects.exists()
    assert count("members_userevent") == 0
    assert count("django_content_type") == before > 0


@pytest.mark.django_db(transaction=True)
def test_a_committing_test_starts_clean():
    assert not User.objects.exists()
    factories.MemberFactory()


@pytest.mark.django_db(transaction=True)
def test_the_next_committing_test_starts_clean_too():
    assert not User.objects.exists()


@pytest.mark.django_db
def test_factories_make_what_they_say():
    record = factories.RecordFactory()
    assert record.complete_at
    assert record.member.user.roles == {"applicant", "member"}
    assert factories.MemberFactory(grade="paralegal").grades.get().grade_id == "paralegal"
    assert factories.signed_in(record.member.user).session["_auth_user_id"] == str(record.member.user.pk)
    assert factories.CpdYearFactory().closes_at.isoformat() == "2026-09-30T23:00:00+00:00"
