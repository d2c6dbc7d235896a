import uuid
from datetime import date
from typing import Any

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cilexportal.foundation.migrating


def seed(apps: Any, schema_editor: Any) -> None:
    """The figures of the law, and the house's own."""
    apps.get_model("people", "DataFigures").objects.create(
        from_date=date(2025, 10, 1),
        access_months=1,
        extension_months=2,
        complaint_days=30,
        cooling_days=14,
        pack_days=7,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("members", "__first__"),
        ("people", "0001_desk"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="DataFiguresEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        (
                            "access_months",
                            models.PositiveSmallIntegerField(
                                help_text="For the answer to a request for one's data [LAW-SAR]."
                            ),
                        ),
                        (
                            "extension_months",
                            models.PositiveSmallIntegerField(help_text="More for a complex request [LAW-SAR]."),
                        ),
                        (
                            "complaint_days",
                            models.PositiveSmallIntegerField(
                                help_text="To acknowledge a complaint, the day of receipt being the first [LAW-DPCOMP]."
                            ),
                        ),
                        (
                            "cooling_days",
                            models.PositiveSmallIntegerField(
                                help_text="Between asking for an account to be closed and its end."
                            ),
                        ),
                        (
                            "pack_days",
                            models.PositiveSmallIntegerField(help_text="For which a finished download is kept."),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.datafigures",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DataPack",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Being made"),
                                    ("ready", "Ready"),
                                    ("failed", "Could not be made"),
                                    ("gone", "Deleted"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("parts", models.PositiveSmallIntegerField(default=0, help_text="How many parts it has.")),
                        ("done", models.PositiveSmallIntegerField(default=0, help_text="How many of them are made.")),
                        ("claimed_at", models.DateTimeField(null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("made_at", models.DateTimeField(null=True)),
                        ("expires_at", models.DateTimeField(null=True)),
                        ("file", models.FileField(blank=True, max_length=200, upload_to="")),
                        ("size", models.BigIntegerField(default=0)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "indexes": [
                            models.Index(condition=models.Q(("state", "waiting")), fields=["id"], name="pack_waiting"),
                            models.Index(
                                condition=models.Q(("state", "ready")), fields=["expires_at"], name="pack_ending"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "waiting")),
                                fields=("person",),
                                name="one_pack_made_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "ready"), _negated=True),
                                    models.Q(
                                        models.Q(("file", ""), _negated=True),
                                        ("expires_at__isnull", False),
                                        ("made_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="ready_pack_has_a_file_and_an_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("portal", "In the portal"),
                                    ("email", "By email"),
                                    ("letter", "By letter"),
                                    ("spoken", "By telephone or in person"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("words", models.TextField(help_text="What is asked for.")),
                        (
                            "received_on",
                            models.DateField(help_text="The London date on which it reached the organisation."),
                        ),
                        ("entered_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Being answered"),
                                    ("identity", "Waits for identity"),
                                    ("extended", "Extended"),
                                    ("answered", "Answered"),
                                ],
                                default="received",
                                max_length=10,
                            ),
                        ),
                        ("identity_asked_on", models.DateField(null=True)),
                        ("identity_words", models.TextField(blank=True)),
                        ("identity_proved_on", models.DateField(null=True)),
                        (
                            "extended_on",
                            models.DateField(
                                help_text="The day on which the person was told that it takes longer.", null=True
                            ),
                        ),
                        ("extended_why", models.TextField(blank=True)),
                        (
                            "due_on",
                            models.DateField(
                                help_text="The last London date for the answer; none while identity waits.", null=True
                            ),
                        ),
                        ("answered_on", models.DateField(null=True)),
                        ("answer", models.TextField(blank=True, help_text="What the person was told with the answer.")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-received_on", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "answered"), _negated=True),
                                fields=["due_on", "id"],
                                name="access_open",
                            ),
                            models.Index(fields=["person", "-received_on"], name="access_of_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__isnull", False), ("state__in", ("identity", "answered")), _connector="OR"
                                ),
                                name="access_request_has_a_last_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("extended_on", None), ("extended_why", "")),
                                    models.Q(
                                        ("extended_on__isnull", False), models.Q(("extended_why", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="access_extended_when_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_by", None),
                                        ("answered_on", None),
                                        models.Q(("state", "answered"), _negated=True),
                                    ),
                                    models.Q(
                                        ("answered_by__isnull", False),
                                        ("answered_on__isnull", False),
                                        ("state", "answered"),
                                    ),
                                    _connector="OR",
                                ),
                                name="access_answered_by_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(blank=True, max_length=254)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("portal", "In the portal"),
                                    ("email", "By email"),
                                    ("letter", "By letter"),
                                    ("spoken", "By telephone or in person"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "received_on",
                            models.DateField(help_text="The London date on which it reached the organisation."),
                        ),
                        ("entered_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Being answered"),
                                    ("identity", "Waits for identity"),
                                    ("extended", "Extended"),
                                    ("answered", "Answered"),
                                ],
                                default="received",
                                max_length=10,
                            ),
                        ),
                        ("identity_asked_on", models.DateField(null=True)),
                        ("identity_proved_on", models.DateField(null=True)),
                        (
                            "extended_on",
                            models.DateField(
                                help_text="The day on which the person was told that it takes longer.", null=True
                            ),
                        ),
                        (
                            "due_on",
                            models.DateField(
                                help_text="The last London date for the answer; none while identity waits.", null=True
                            ),
                        ),
                        ("answered_on", models.DateField(null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.accessrequest",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Closing",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("closes_at", models.DateTimeField(help_text="Until then it can be undone.")),
                        ("undone_at", models.DateTimeField(null=True)),
                        ("stopped_at", models.DateTimeField(null=True)),
                        (
                            "stopped_why",
                            models.TextField(blank=True, help_text="What was open on the day, as the person was told."),
                        ),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("deleted", models.JSONField(default=dict, help_text="What was deleted -> how many rows.")),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("closed_at", None), ("stopped_at", None), ("undone_at", None)),
                                fields=["closes_at"],
                                name="closing_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at", None), ("stopped_at", None), ("undone_at", None)),
                                fields=("person",),
                                name="one_closing_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stopped_at", None), ("undone_at", None)),
                                    models.Q(("closed_at", None), ("undone_at", None)),
                                    models.Q(("closed_at", None), ("stopped_at", None)),
                                    _connector="OR",
                                ),
                                name="closing_ends_one_way",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClosingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("asked_at", models.DateTimeField()),
                        ("closes_at", models.DateTimeField(help_text="Until then it can be undone.")),
                        ("undone_at", models.DateTimeField(null=True)),
                        ("stopped_at", models.DateTimeField(null=True)),
                        (
                            "stopped_why",
                            models.TextField(blank=True, help_text="What was open on the day, as the person was told."),
                        ),
                        ("closed_at", models.DateTimeField(null=True)),
                        ("deleted", models.JSONField(default=dict, help_text="What was deleted -> how many rows.")),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.closing",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Complaint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "form_key",
                            models.UUIDField(editable=False, help_text="Of the form it was typed in.", unique=True),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        ("words", models.TextField()),
                        (
                            "privacy_version",
                            models.CharField(blank=True, help_text="The statement shown with the form.", max_length=10),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("received_on", models.DateField()),
                        ("due_on", models.DateField(help_text="The last London date to acknowledge it.")),
                        (
                            "acknowledged_at",
                            models.DateTimeField(help_text="When the letter that acknowledges it went out.", null=True),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Not acknowledged"),
                                    ("acknowledged", "Being looked into"),
                                    ("answered", "Outcome told"),
                                ],
                                default="received",
                                max_length=15,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-received_at", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "answered"), _negated=True),
                                fields=["received_at", "id"],
                                name="dp_complaint_open",
                            ),
                            models.Index(fields=["person", "-received_at"], name="dp_complaint_of_person"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", False), ("state", "answered")),
                                    models.Q(models.Q(("state", "answered"), _negated=True), ("answered_at", None)),
                                    _connector="OR",
                                ),
                                name="dp_complaint_answered_when",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("form_key", models.UUIDField(editable=False, help_text="Of the form it was typed in.")),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        (
                            "privacy_version",
                            models.CharField(blank=True, help_text="The statement shown with the form.", max_length=10),
                        ),
                        ("received_at", models.DateTimeField()),
                        ("received_on", models.DateField()),
                        ("due_on", models.DateField(help_text="The last London date to acknowledge it.")),
                        (
                            "acknowledged_at",
                            models.DateTimeField(help_text="When the letter that acknowledges it went out.", null=True),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "Not acknowledged"),
                                    ("acknowledged", "Being looked into"),
                                    ("answered", "Outcome told"),
                                ],
                                default="received",
                                max_length=15,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.complaint",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ComplaintStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("acknowledged", "Acknowledged"),
                                    ("inquiry", "Inquiry made"),
                                    ("told", "Told how far it is"),
                                    ("outcome", "Outcome told"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "complaint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="people.complaint"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DataFigures",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField(unique=True)),
                        (
                            "access_months",
                            models.PositiveSmallIntegerField(
                                help_text="For the answer to a request for one's data [LAW-SAR]."
                            ),
                        ),
                        (
                            "extension_months",
                            models.PositiveSmallIntegerField(help_text="More for a complex request [LAW-SAR]."),
                        ),
                        (
                            "complaint_days",
                            models.PositiveSmallIntegerField(
                                help_text="To acknowledge a complaint, the day of receipt being the first [LAW-DPCOMP]."
                            ),
                        ),
                        (
                            "cooling_days",
                            models.PositiveSmallIntegerField(
                                help_text="Between asking for an account to be closed and its end."
                            ),
                        ),
                        (
                            "pack_days",
                            models.PositiveSmallIntegerField(help_text="For which a finished download is kept."),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "data figures",
                        "ordering": ["-from_date"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("access_months__gte", 1),
                                    ("complaint_days__gte", 1),
                                    ("cooling_days__gte", 1),
                                    ("pack_days__gte", 1),
                                ),
                                name="data_figures_are_sensible",
                            )
                        ],
                    },
                ),
            ],
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="datafigures",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_datafiguresevent" ("access_months", "complaint_days", "cooling_days", "extension_months", "from_date", "id", "pack_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."access_months", new_values."complaint_days", new_values."cooling_days", new_values."extension_months", new_values."from_date", new_values."id", new_values."pack_days", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="998c085d3a86da028589ce98716f05ba20f47db3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5532c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_datafigures",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datafigures",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_datafiguresevent" ("access_months", "complaint_days", "cooling_days", "extension_months", "from_date", "id", "pack_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."access_months", new_values."complaint_days", new_values."cooling_days", new_values."extension_months", new_values."from_date", new_values."id", new_values."pack_days", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="71f2dc8689f9018f34fb57ddbac314aed2fd2535",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_34abc",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_datafigures",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datafigures",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_datafiguresevent" ("access_months", "complaint_days", "cooling_days", "extension_months", "from_date", "id", "pack_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."access_months", old_values."complaint_days", old_values."cooling_days", old_values."extension_months", old_values."from_date", old_values."id", old_values."pack_days", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5773876be52e857472453082146892e4a3242647",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e28b3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_datafigures",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="bab831d3c235e41d2274982db078f735c3ce27ab",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_bd0dd",
                            table="people_accessrequest",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="6e3e266e1b57d410d1930fe28d6109e8c6512ee7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_cb710",
                            table="people_accessrequest",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_accessrequestevent" ("answered_by_id", "answered_on", "channel", "due_on", "email", "entered_at", "entered_by_id", "extended_on", "id", "identity_asked_on", "identity_proved_on", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "state", "uuid") SELECT new_values."answered_by_id", new_values."answered_on", new_values."channel", new_values."due_on", new_values."email", new_values."entered_at", new_values."entered_by_id", new_values."extended_on", new_values."id", new_values."identity_asked_on", new_values."identity_proved_on", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."state", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="42a1373f1ae97fc6e838235af787c681458bb9de",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_900fa",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_accessrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_accessrequestevent" ("answered_by_id", "answered_on", "channel", "due_on", "email", "entered_at", "entered_by_id", "extended_on", "id", "identity_asked_on", "identity_proved_on", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "state", "uuid") SELECT new_values."answered_by_id", new_values."answered_on", new_values."channel", new_values."due_on", new_values."email", new_values."entered_at", new_values."entered_by_id", new_values."extended_on", new_values."id", new_values."identity_asked_on", new_values."identity_proved_on", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."state", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."answered_by_id" IS DISTINCT FROM (new_values."answered_by_id") OR old_values."answered_on" IS DISTINCT FROM (new_values."answered_on") OR old_values."channel" IS DISTINCT FROM (new_values."channel") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."entered_at" IS DISTINCT FROM (new_values."entered_at") OR old_values."entered_by_id" IS DISTINCT FROM (new_values."entered_by_id") OR old_values."extended_on" IS DISTINCT FROM (new_values."extended_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."identity_asked_on" IS DISTINCT FROM (new_values."identity_asked_on") OR old_values."identity_proved_on" IS DISTINCT FROM (new_values."identity_proved_on") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."received_on" IS DISTINCT FROM (new_values."received_on") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6a3554a9e61914b3719bd0f528b15822fb80c3bb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_801c5",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_accessrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_accessrequestevent" ("answered_by_id", "answered_on", "channel", "due_on", "email", "entered_at", "entered_by_id", "extended_on", "id", "identity_asked_on", "identity_proved_on", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "state", "uuid") SELECT old_values."answered_by_id", old_values."answered_on", old_values."channel", old_values."due_on", old_values."email", old_values."entered_at", old_values."entered_by_id", old_values."extended_on", old_values."id", old_values."identity_asked_on", old_values."identity_proved_on", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."state", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3d399d6b2f4313fa2cec2310d3dada4ac65a15c2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7738b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_accessrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="701acc16a55440fa6a5c1852d745d828125b8aaf",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_cca25",
                            table="people_accessrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="704905799882a5a58d703373a09ba0cd1d8c9c67",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3037d",
                            table="people_accessrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="3c8e57f1a62bf16077d551c407563d0bace1d706",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_ab82a",
                            table="people_closing",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f411981d0198ab01fb3c0d8bc33194c5ccb95d98",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_77f36",
                            table="people_closing",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_closingevent" ("asked_at", "closed_at", "closes_at", "deleted", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stopped_at", "stopped_why", "undone_at") SELECT new_values."asked_at", new_values."closed_at", new_values."closes_at", new_values."deleted", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."stopped_at", new_values."stopped_why", new_values."undone_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="419b74b14a5f8c48e130875995fbadada2b1ac7a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_16b8b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_closing",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_closingevent" ("asked_at", "closed_at", "closes_at", "deleted", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stopped_at", "stopped_why", "undone_at") SELECT new_values."asked_at", new_values."closed_at", new_values."closes_at", new_values."deleted", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."stopped_at", new_values."stopped_why", new_values."undone_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="00a0f92d5c9cb0ecee8979f799026706c5154a18",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cd69b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_closing",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_closingevent" ("asked_at", "closed_at", "closes_at", "deleted", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stopped_at", "stopped_why", "undone_at") SELECT old_values."asked_at", old_values."closed_at", old_values."closes_at", old_values."deleted", old_values."id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."stopped_at", old_values."stopped_why", old_values."undone_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5a955a2c814bc830327432633e0169ae1f20346a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1e669",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_closing",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="49a43570c7847ef086fd2ff3166dc3df45db5f94",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_9df9a",
                            table="people_closingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e946b61c1299054b17d84db0322174cb4f0fc855",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_81b8b",
                            table="people_closingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="complaint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="0f2bd28802132606f145a8d28fa8292f94734da0",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_4a5a4",
                            table="people_complaint",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="complaint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="ce7372cfa2d6f4face99cb6b5abf072027cd8bb7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_7fd35",
                            table="people_complaint",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="complaint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_complaintevent" ("acknowledged_at", "answered_at", "due_on", "email", "form_key", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "privacy_version", "received_at", "received_on", "state", "uuid") SELECT new_values."acknowledged_at", new_values."answered_at", new_values."due_on", new_values."email", new_values."form_key", new_values."id", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."privacy_version", new_values."received_at", new_values."received_on", new_values."state", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="64bf35bbd7947dacf2e78f991bb77c55a3630173",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c2efc",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_complaint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="complaint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_complaintevent" ("acknowledged_at", "answered_at", "due_on", "email", "form_key", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "privacy_version", "received_at", "received_on", "state", "uuid") SELECT new_values."acknowledged_at", new_values."answered_at", new_values."due_on", new_values."email", new_values."form_key", new_values."id", new_values."name", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."privacy_version", new_values."received_at", new_values."received_on", new_values."state", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."acknowledged_at" IS DISTINCT FROM (new_values."acknowledged_at") OR old_values."answered_at" IS DISTINCT FROM (new_values."answered_at") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."form_key" IS DISTINCT FROM (new_values."form_key") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."privacy_version" IS DISTINCT FROM (new_values."privacy_version") OR old_values."received_at" IS DISTINCT FROM (new_values."received_at") OR old_values."received_on" IS DISTINCT FROM (new_values."received_on") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="32b955e78eeec10ffa02ba1be046d7fa62431f67",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_631b5",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_complaint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="complaint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_complaintevent" ("acknowledged_at", "answered_at", "due_on", "email", "form_key", "id", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "privacy_version", "received_at", "received_on", "state", "uuid") SELECT old_values."acknowledged_at", old_values."answered_at", old_values."due_on", old_values."email", old_values."form_key", old_values."id", old_values."name", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."privacy_version", old_values."received_at", old_values."received_on", old_values."state", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5005f920788ce0d9aaf98383d63e7c44850c36d9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fb54c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_complaint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="complaintevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="90ce3c77555cc43c1df9927a39870d9550896bdb",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_23b65",
                            table="people_complaintevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="complaintevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e9af6185059a5ccf91fdda70f54205d4eff636ba",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7593e",
                            table="people_complaintevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="complaintstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="562abeb4c9dd5a737f40fcb44ce4230633bfa312",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_6a9ba",
                            table="people_complaintstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="complaintstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="69152e76e4a878e9bd09b400f17fbdc4c5bc272c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c99d1",
                            table="people_complaintstep",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datafiguresevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="899d3c10767814c1629779fe982f430a6bcee4f2",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_15620",
                            table="people_datafiguresevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="datafiguresevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2e41c9cc6d2460a3c74b91c3524567b299d6baa5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0a6f4",
                            table="people_datafiguresevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
