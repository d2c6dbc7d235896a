"""History is written by the database and can be rewritten by nobody."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse

from cilexportal.foundation.audit import AuditMiddleware, because
from members.models import PracticeArea
from tests import factories

pytestmark = pytest.mark.django_db


def history(model: str, **of):
    app, name = model.split(".")
    return apps.get_model(app, f"{name}Event").objects.filter(**of).order_by("pgh_id")


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_insert_update_and_delete_each_leave_a_row():
    area = PracticeArea.objects.create(code="maritime", name="Sea")
    area.name = "Ships"
    area.save()
    area.delete()
    rows = history("members.PracticeArea", code="maritime")
    assert [(row.pgh_label, row.name) for row in rows] == [("insert", "Sea"), ("update", "Ships"), ("delete", "Ships")]


def test_an_update_that_changes_nothing_leaves_none():
    area = PracticeArea.objects.create(code="maritime", name="Sea")
    area.save()
    assert history("members.PracticeArea", code="maritime").count() == 1


def test_bulk_writes_leave_a_row_each():
    made = PracticeArea.objects.bulk_create(PracticeArea(code=f"bulk{n}", name="a") for n in range(5))
    PracticeArea.objects.filter(code__startswith="bulk").update(name="b")
    run("INSERT INTO members_practicearea (code, name) SELECT 'bulk' || n, 'c' FROM generate_series(5, 6) n")
    PracticeArea.objects.filter(pk__in=[area.pk for area in made]).delete()
    labels = [row.pgh_label for row in history("members.PracticeArea", code__startswith="bulk")]
    assert labels == ["insert"] * 5 + ["update"] * 5 + ["insert"] * 2 + ["delete"] * 5


EVENT_TABLES = sorted(model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model"))


def test_there_is_a_trail_of_every_table_that_matters():
    assert {"members_userevent", "members_memberevent", "cpd_recordevent", "documents_documentevent"} <= set(
        EVENT_TABLES
    )


@pytest.mark.parametrize("table", EVENT_TABLES)
@pytest.mark.parametrize("sql", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
def test_rows_of_the_trail_cannot_be_changed_or_deleted(table, sql):
    columns = _a_row(table)
    names = ", ".join(f'"{column}"' for column in columns)
    run(f"INSERT INTO {table} ({names}) VALUES ({', '.join(columns.values())})")
    with pytest.raises(DatabaseError, match="pgtrigger"):
        run(sql.format(table))


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_the_trail_cannot_be_truncated(table):
    with pytest.raises(DatabaseError, match="history is kept"):
        run(f"TRUNCATE {table} CASCADE")


def _a_row(table: str) -> dict[str, str]:
    """The columns that a row of this table needs, with some value of their type."""
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    values = {
        "DateTimeField": "now()",
        "DateField": "now()",
        "UUIDField": "gen_random_uuid()",
        "JSONField": "'{}'",
        "ArrayField": "'{}'",
        "BooleanField": "false",
        "CharField": "'x'",
        "TextField": "'x'",
        "EmailField": "'x'",
        "FileField": "'x'",
    }
    fields = [field for field in model._meta.fields if not field.null and not field.primary_key]
    return {field.column: values.get(field.get_internal_type(), "1") for field in fields}


def test_the_reason_and_the_actor_are_kept_beside_the_change(user):
    with because(user_id=user.pk, task="cpd.close", run_id=7, note=None):
        area = PracticeArea.objects.create(code="maritime", name="Sea")
    context = history("members.PracticeArea", code=area.code).get().pgh_context
    assert context.metadata == {"user": user.pk, "task": "cpd.close", "run_id": 7}


def test_a_change_without_a_reason_has_none():
    factories.PracticeAreaFactory(code="maritime")
    assert history("members.PracticeArea", code="maritime").get().pgh_context is None


def test_what_signs_people_in_is_not_in_the_trail(user):
    user.set_password("another long and quiet river")
    user.save()
    event = apps.get_model("members", "UserEvent")
    assert not {"password", "last_login"} & {field.name for field in event._meta.fields}
    assert history("members.User", pgh_obj_id=user.pk).count() == 1


@pytest.mark.parametrize(("method", "named"), [("post", True), ("put", True), ("delete", True), ("get", False)])
def test_a_writing_request_names_its_person_and_itself(rf, user, method, named):
    def view(request):
        PracticeArea.objects.create(code="maritime", name="Sea")
        return HttpResponse()

    request = getattr(rf, method)("/")
    request.user = user
    request.META["portal.request_id"] = "abc"
    AuditMiddleware(view)(request)
    context = history("members.PracticeArea", code="maritime").get().pgh_context
    assert (context and context.metadata) == ({"user": user.pk, "request": "abc"} if named else None)


def test_a_visitors_request_names_nobody(rf):
    def view(request):
        PracticeArea.objects.create(code="maritime", name="Sea")
        return HttpResponse()

    request = rf.post("/")
    request.user = AnonymousUser()
    AuditMiddleware(view)(request)
    context = history("members.PracticeArea", code="maritime").get().pgh_context
    assert "user" not in (context.metadata if context else {})
