"""Requests of members with their answers, years judged again, and the last day on which more time is asked for."""

import tomllib
import uuid
from datetime import date
from pathlib import Path

import django.db.migrations.operations.special
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cilexportal.foundation.migrating

DATA = Path(__file__).resolve().parent.parent / "data"
EVENTS = "cpd_cpdyearevent"


def write_last_days_to_ask(apps, schema_editor):
    """31 August, or the day that years.toml names. History rows take it too, for every column of theirs has a value."""
    given = tomllib.loads((DATA / "years.toml").read_text(encoding="utf-8"))["ask_by"]
    schema_editor.execute(f"ALTER TABLE {EVENTS} DISABLE TRIGGER USER")
    for model in ("CpdYear", "CpdYearEvent"):
        for year in apps.get_model("cpd", model).objects.all():
            year.ask_by = given.get(str(year.starts_on.year), date(year.ends_on.year, 8, 31))
            year.save(update_fields=["ask_by"])
    schema_editor.execute(f"ALTER TABLE {EVENTS} ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [
        ("cpd", "0003_reference_data"),
        ("documents", "0002_triggers"),
        ("members", "0003_reference_data"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name="closerun",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="closerun",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="closerun",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="cpdyear",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="cpdyear",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="cpdyear",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="record",
                    name="closed_year_is_closed",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="record",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="record",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="record",
                    name="delete_delete",
                ),
            ],
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="DispensationRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True, choices=[("granted", "Granted"), ("refused", "Refused")], max_length=10
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_why",
                            models.TextField(blank=True, help_text="In the officer's words; the member reads them."),
                        ),
                        (
                            "refused_for",
                            models.CharField(blank=True, help_text="A code of cpd/rules/asking.py.", max_length=20),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "granted",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="request",
                                to="cpd.dispensation",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.member"
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cpd.cpdyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answer", ""), ("withdrawn_at", None)),
                                fields=("member", "year"),
                                name="one_waiting_dispensationrequest_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""), ("decided_at", None), ("decided_by", None), ("decided_why", "")
                                    ),
                                    models.Q(
                                        ("answer__in", ["granted", "refused"]),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("withdrawn_at", None),
                                        models.Q(("decided_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="dispensationrequest_decided_by_when_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "refused"), models.Q(("refused_for", ""), _negated=True)),
                                    models.Q(models.Q(("answer", "refused"), _negated=True), ("refused_for", "")),
                                    _connector="OR",
                                ),
                                name="dispensationrequest_refused_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="dispensationrequest_gives_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "granted"), ("granted__isnull", False)),
                                    models.Q(models.Q(("answer", "granted"), _negated=True), ("granted__isnull", True)),
                                    _connector="OR",
                                ),
                                name="dispensationrequest_granted_leads_to_it",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AbsenceEvidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="cpd.dispensationrequest",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="AbsenceEvidenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "document",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="documents.document",
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
                                to="cpd.absenceevidence",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.dispensationrequest",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AbsenceSpell",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("first", models.DateField()),
                        ("last", models.DateField()),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="spells",
                                to="cpd.dispensationrequest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["first"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last__gte", models.F("first"))), name="spell_ends_after_it_starts"
                            ),
                            models.UniqueConstraint(fields=("request", "first"), name="one_spell_a_first_day"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AbsenceSpellEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("first", models.DateField()),
                        ("last", models.DateField()),
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
                                to="cpd.absencespell",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.dispensationrequest",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DispensationRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True, choices=[("granted", "Granted"), ("refused", "Refused")], max_length=10
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_why",
                            models.TextField(blank=True, help_text="In the officer's words; the member reads them."),
                        ),
                        (
                            "refused_for",
                            models.CharField(blank=True, help_text="A code of cpd/rules/asking.py.", max_length=20),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
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
                            "granted",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.dispensation",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.member",
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
                                to="cpd.dispensationrequest",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.cpdyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ExtensionRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True, choices=[("granted", "Granted"), ("refused", "Refused")], max_length=10
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_why",
                            models.TextField(blank=True, help_text="In the officer's words; the member reads them."),
                        ),
                        (
                            "refused_for",
                            models.CharField(blank=True, help_text="A code of cpd/rules/asking.py.", max_length=20),
                        ),
                        (
                            "in_time",
                            models.BooleanField(
                                help_text="It reached us by the end of the year's last day for asking."
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "granted",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="request",
                                to="cpd.extension",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.member"
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cpd.cpdyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answer", ""), ("withdrawn_at", None)),
                                fields=("member", "year"),
                                name="one_waiting_extensionrequest_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""), ("decided_at", None), ("decided_by", None), ("decided_why", "")
                                    ),
                                    models.Q(
                                        ("answer__in", ["granted", "refused"]),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("withdrawn_at", None),
                                        models.Q(("decided_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="extensionrequest_decided_by_when_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "refused"), models.Q(("refused_for", ""), _negated=True)),
                                    models.Q(models.Q(("answer", "refused"), _negated=True), ("refused_for", "")),
                                    _connector="OR",
                                ),
                                name="extensionrequest_refused_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="extensionrequest_gives_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "granted"), ("granted__isnull", False)),
                                    models.Q(models.Q(("answer", "granted"), _negated=True), ("granted__isnull", True)),
                                    _connector="OR",
                                ),
                                name="extensionrequest_granted_leads_to_it",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtensionRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True, choices=[("granted", "Granted"), ("refused", "Refused")], max_length=10
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_why",
                            models.TextField(blank=True, help_text="In the officer's words; the member reads them."),
                        ),
                        (
                            "refused_for",
                            models.CharField(blank=True, help_text="A code of cpd/rules/asking.py.", max_length=20),
                        ),
                        (
                            "in_time",
                            models.BooleanField(
                                help_text="It reached us by the end of the year's last day for asking."
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
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
                            "granted",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.extension",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.member",
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
                                to="cpd.extensionrequest",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.cpdyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReductionRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True, choices=[("granted", "Granted"), ("refused", "Refused")], max_length=10
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_why",
                            models.TextField(blank=True, help_text="In the officer's words; the member reads them."),
                        ),
                        (
                            "refused_for",
                            models.CharField(blank=True, help_text="A code of cpd/rules/asking.py.", max_length=20),
                        ),
                        (
                            "portfolio_seen",
                            models.BooleanField(
                                default=False, help_text="An officer has seen that a portfolio is under way."
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "granted",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="request",
                                to="cpd.reduction",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.member"
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cpd.cpdyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("answer", ""), ("withdrawn_at", None)),
                                fields=("member", "year"),
                                name="one_waiting_reductionrequest_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", ""), ("decided_at", None), ("decided_by", None), ("decided_why", "")
                                    ),
                                    models.Q(
                                        ("answer__in", ["granted", "refused"]),
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("withdrawn_at", None),
                                        models.Q(("decided_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="reductionrequest_decided_by_when_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answer", "refused"), models.Q(("refused_for", ""), _negated=True)),
                                    models.Q(models.Q(("answer", "refused"), _negated=True), ("refused_for", "")),
                                    _connector="OR",
                                ),
                                name="reductionrequest_refused_for_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="reductionrequest_gives_a_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answer", "granted"), ("granted__isnull", False), ("portfolio_seen", True)
                                    ),
                                    models.Q(models.Q(("answer", "granted"), _negated=True), ("granted__isnull", True)),
                                    _connector="OR",
                                ),
                                name="reductionrequest_granted_leads_to_it",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReductionRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True, choices=[("granted", "Granted"), ("refused", "Refused")], max_length=10
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_why",
                            models.TextField(blank=True, help_text="In the officer's words; the member reads them."),
                        ),
                        (
                            "refused_for",
                            models.CharField(blank=True, help_text="A code of cpd/rules/asking.py.", max_length=20),
                        ),
                        (
                            "portfolio_seen",
                            models.BooleanField(
                                default=False, help_text="An officer has seen that a portfolio is under way."
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
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
                            "granted",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.reduction",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.member",
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
                                to="cpd.reductionrequest",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.cpdyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reopening",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("late_entry", "Records entered late"),
                                    ("granted", "Something was granted after the close"),
                                    ("taken_back", "Something granted was taken back"),
                                    ("correction", "Corrected by an officer"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "after",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reopened",
                                to="cpd.yearresult",
                            ),
                        ),
                        (
                            "before",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reopening",
                                to="cpd.yearresult",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="reopening_gives_a_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cause__in", ["late_entry", "granted", "taken_back", "correction"])
                                ),
                                name="reopening_cause_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("before", models.F("after")), _negated=True),
                                name="reopening_has_two_results",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReopeningEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("late_entry", "Records entered late"),
                                    ("granted", "Something was granted after the close"),
                                    ("taken_back", "Something granted was taken back"),
                                    ("correction", "Corrected by an officer"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "after",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.yearresult",
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.yearresult",
                            ),
                        ),
                        (
                            "by",
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
                                to="cpd.reopening",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.RemoveConstraint(
                    model_name="yearresult",
                    name="result_outcome_is_known",
                ),
                migrations.RemoveIndex(
                    model_name="yearresult",
                    name="cpd_result_to_follow_up",
                ),
                migrations.AddField(
                    model_name="closerun",
                    name="member",
                    field=models.ForeignKey(
                        help_text="Judges this one member only.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="members.member",
                    ),
                ),
                migrations.AddField(
                    model_name="closerunevent",
                    name="member",
                    field=models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        help_text="Judges this one member only.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="members.member",
                    ),
                ),
                migrations.AddField(
                    model_name="cpdyear",
                    name="ask_by",
                    field=models.DateField(
                        help_text="31 August as a rule; the last day of the year lifts the limit [CPD-11].",
                        null=True,
                        verbose_name="last day to ask for more time",
                    ),
                ),
                migrations.AddField(
                    model_name="cpdyearevent",
                    name="ask_by",
                    field=models.DateField(
                        help_text="31 August as a rule; the last day of the year lifts the limit [CPD-11].",
                        null=True,
                        verbose_name="last day to ask for more time",
                    ),
                ),
            ],
        ),
        migrations.RunPython(
            code=write_last_days_to_ask,
            reverse_code=django.db.migrations.operations.special.RunPython.noop,
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.AddField(
                    model_name="record",
                    name="entered_from",
                    field=models.TextField(
                        blank=True, db_default="", help_text="The message it was typed from [CPD-16f]."
                    ),
                ),
                migrations.AddField(
                    model_name="recordevent",
                    name="entered_from",
                    field=models.TextField(
                        blank=True, db_default="", help_text="The message it was typed from [CPD-16f]."
                    ),
                ),
                migrations.AlterField(
                    model_name="cpdyear",
                    name="ask_by",
                    field=models.DateField(
                        help_text="31 August as a rule; the last day of the year lifts the limit [CPD-11].",
                        verbose_name="last day to ask for more time",
                    ),
                ),
                migrations.AlterField(
                    model_name="cpdyearevent",
                    name="ask_by",
                    field=models.DateField(
                        help_text="31 August as a rule; the last day of the year lifts the limit [CPD-11].",
                        verbose_name="last day to ask for more time",
                    ),
                ),
                migrations.AlterField(
                    model_name="yearresult",
                    name="outcome",
                    field=models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("extended", "Extended"),
                            ("dispensed", "Dispensed"),
                            ("not_required", "Not required"),
                            ("held", "Held for an answer"),
                        ],
                        max_length=15,
                    ),
                ),
                migrations.AlterField(
                    model_name="yearresultevent",
                    name="outcome",
                    field=models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("extended", "Extended"),
                            ("dispensed", "Dispensed"),
                            ("not_required", "Not required"),
                            ("held", "Held for an answer"),
                        ],
                        max_length=15,
                    ),
                ),
                migrations.AddIndex(
                    model_name="yearresult",
                    index=models.Index(
                        condition=models.Q(("outcome__in", ["not_met", "extended", "held"]), ("superseded_at", None)),
                        fields=["year", "outcome", "member"],
                        name="cpd_result_to_follow_up",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="cpdyear",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ask_by__gte", models.F("starts_on")), ("ask_by__lte", models.F("ends_on"))
                        ),
                        name="cpd_year_is_asked_about_within_itself",
                        violation_error_message="The last day to ask for more time is a day of the year itself.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="record",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("entered_from", ""), ("entered_by__isnull", False), _connector="OR"),
                        name="record_entered_from_by_somebody",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="yearresult",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["met", "not_met", "extended", "dispensed", "not_required", "held"])
                        ),
                        name="result_outcome_is_known",
                    ),
                ),
            ],
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="closerun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_closerunevent" ("at", "extensions_only", "finished_at", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearsal", "retry_parked", "started_at", "started_by_id", "year_id") SELECT new_values."at", new_values."extensions_only", new_values."finished_at", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rehearsal", new_values."retry_parked", new_values."started_at", new_values."started_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="aeeff27d4f3ea56879ee9bef486490171478cf98",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6c7e7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_closerun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closerun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_closerunevent" ("at", "extensions_only", "finished_at", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearsal", "retry_parked", "started_at", "started_by_id", "year_id") SELECT new_values."at", new_values."extensions_only", new_values."finished_at", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rehearsal", new_values."retry_parked", new_values."started_at", new_values."started_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="54c85697f92a18d77212eef534a5926ae3186874",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_37fd0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_closerun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closerun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_closerunevent" ("at", "extensions_only", "finished_at", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearsal", "retry_parked", "started_at", "started_by_id", "year_id") SELECT old_values."at", old_values."extensions_only", old_values."finished_at", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rehearsal", old_values."retry_parked", old_values."started_at", old_values."started_by_id", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2dd3686367ead44834be40aa9804f8c48c73d56a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_150f3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_closerun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cpdyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_cpdyearevent" ("ask_by", "closes_at", "ends_on", "id", "label", "loss_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearse_from", "starts_on") SELECT new_values."ask_by", new_values."closes_at", new_values."ends_on", new_values."id", new_values."label", new_values."loss_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rehearse_from", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="87fb71bc3948b84de46e8824d8ce51fa20976675",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_433f7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_cpdyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cpdyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_cpdyearevent" ("ask_by", "closes_at", "ends_on", "id", "label", "loss_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearse_from", "starts_on") SELECT new_values."ask_by", new_values."closes_at", new_values."ends_on", new_values."id", new_values."label", new_values."loss_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rehearse_from", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="67ae070a64ee1ff3e209cd5e21c45b67393611d4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_160cd",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_cpdyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cpdyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_cpdyearevent" ("ask_by", "closes_at", "ends_on", "id", "label", "loss_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearse_from", "starts_on") SELECT old_values."ask_by", old_values."closes_at", old_values."ends_on", old_values."id", old_values."label", old_values."loss_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rehearse_from", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="944568f6c56a41afad68f0c0e64b4b782db783a7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aea50",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_cpdyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="closed_year_is_closed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF EXISTS (\n            SELECT FROM cpd_yearresult result\n            WHERE result.superseded_at IS NULL AND result.outcome NOT IN ('extended', 'held') AND (\n                (result.member_id = OLD.member_id AND result.year_id = OLD.year_id)\n                OR (result.member_id = NEW.member_id AND result.year_id = NEW.year_id)\n            )\n        ) THEN\n            RAISE EXCEPTION 'the CPD year of this record is closed' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN coalesce(NEW, OLD);\n    ",
                            hash="410a0c75e077035a1b6bbacfefdeca40789e8385",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_closed_year_is_closed_54eed",
                            table="cpd_record",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_recordevent" ("activity_type_id", "anonymised", "areas", "change", "complete_at", "completed_on", "created_at", "deleted_at", "entered_by_id", "entered_from", "entered_why", "evaluation", "explanation", "hours", "id", "in_specialism", "kept_elsewhere", "learned", "member_id", "mode", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "saved_at", "title", "uuid", "version", "year_id") SELECT new_values."activity_type_id", new_values."anonymised", new_values."areas", new_values."change", new_values."complete_at", new_values."completed_on", new_values."created_at", new_values."deleted_at", new_values."entered_by_id", new_values."entered_from", new_values."entered_why", new_values."evaluation", new_values."explanation", new_values."hours", new_values."id", new_values."in_specialism", new_values."kept_elsewhere", new_values."learned", new_values."member_id", new_values."mode", new_values."need", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned", new_values."professionalism", new_values."saved_at", new_values."title", new_values."uuid", new_values."version", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3d2cd8035ae5f0af1226f9c73be47c1ad0092a46",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67baa",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_record",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_recordevent" ("activity_type_id", "anonymised", "areas", "change", "complete_at", "completed_on", "created_at", "deleted_at", "entered_by_id", "entered_from", "entered_why", "evaluation", "explanation", "hours", "id", "in_specialism", "kept_elsewhere", "learned", "member_id", "mode", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "saved_at", "title", "uuid", "version", "year_id") SELECT new_values."activity_type_id", new_values."anonymised", new_values."areas", new_values."change", new_values."complete_at", new_values."completed_on", new_values."created_at", new_values."deleted_at", new_values."entered_by_id", new_values."entered_from", new_values."entered_why", new_values."evaluation", new_values."explanation", new_values."hours", new_values."id", new_values."in_specialism", new_values."kept_elsewhere", new_values."learned", new_values."member_id", new_values."mode", new_values."need", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned", new_values."professionalism", new_values."saved_at", new_values."title", new_values."uuid", new_values."version", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e60465724a67a1a9ca40dcecd4367a162c4b0b7f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f998a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_record",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_recordevent" ("activity_type_id", "anonymised", "areas", "change", "complete_at", "completed_on", "created_at", "deleted_at", "entered_by_id", "entered_from", "entered_why", "evaluation", "explanation", "hours", "id", "in_specialism", "kept_elsewhere", "learned", "member_id", "mode", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "saved_at", "title", "uuid", "version", "year_id") SELECT old_values."activity_type_id", old_values."anonymised", old_values."areas", old_values."change", old_values."complete_at", old_values."completed_on", old_values."created_at", old_values."deleted_at", old_values."entered_by_id", old_values."entered_from", old_values."entered_why", old_values."evaluation", old_values."explanation", old_values."hours", old_values."id", old_values."in_specialism", old_values."kept_elsewhere", old_values."learned", old_values."member_id", old_values."mode", old_values."need", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned", old_values."professionalism", old_values."saved_at", old_values."title", old_values."uuid", old_values."version", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ca6269639d075f06e6aa57b63bda11a6dc7c692e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b1adf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_record",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensationrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_dispensationrequestevent" ("answer", "asked_at", "decided_at", "decided_by_id", "decided_why", "granted_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_for", "uuid", "withdrawn_at", "year_id") SELECT new_values."answer", new_values."asked_at", new_values."decided_at", new_values."decided_by_id", new_values."decided_why", new_values."granted_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."refused_for", new_values."uuid", new_values."withdrawn_at", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d1c2346d1d8a5bb5e46def25478e8b4c7b1e7f9e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1e24c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_dispensationrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensationrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_dispensationrequestevent" ("answer", "asked_at", "decided_at", "decided_by_id", "decided_why", "granted_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_for", "uuid", "withdrawn_at", "year_id") SELECT new_values."answer", new_values."asked_at", new_values."decided_at", new_values."decided_by_id", new_values."decided_why", new_values."granted_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."refused_for", new_values."uuid", new_values."withdrawn_at", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="49cdb8717a91b50766d4847c80a2320146de92a6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f805c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_dispensationrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensationrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_dispensationrequestevent" ("answer", "asked_at", "decided_at", "decided_by_id", "decided_why", "granted_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_for", "uuid", "withdrawn_at", "year_id") SELECT old_values."answer", old_values."asked_at", old_values."decided_at", old_values."decided_by_id", old_values."decided_why", old_values."granted_id", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."refused_for", old_values."uuid", old_values."withdrawn_at", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="786ee43eb6574c4d16d38ffc938412556c4ef7b5",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ca4e6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_dispensationrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencespellevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="d668caf82e15baf3d49074617439bf73e78753cd",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_e9776",
                            table="cpd_absencespellevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencespellevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7dbb109617410326dd56bb7b4065110a04aa8d23",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_43b3f",
                            table="cpd_absencespellevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencespell",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_absencespellevent" ("first", "id", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id") SELECT new_values."first", new_values."id", new_values."last", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."request_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e8ecb7ca09c08fa6145f326da840f346c15eab30",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2a86e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_absencespell",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencespell",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_absencespellevent" ("first", "id", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id") SELECT new_values."first", new_values."id", new_values."last", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."request_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4849ec9ced8fab4e2244ef13c1a6738605ab11bf",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_730f7",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_absencespell",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absencespell",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_absencespellevent" ("first", "id", "last", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id") SELECT old_values."first", old_values."id", old_values."last", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."request_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="686a350b0b392531f756d7726360f7ba3029f7b4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f06d2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_absencespell",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absenceevidenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="9c92a63b7a00b409ee762e08be3df1df92f64363",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_3aae4",
                            table="cpd_absenceevidenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absenceevidenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7475e198199324e0992fa4bc23e57dcbe0a8ab7d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_38fcc",
                            table="cpd_absenceevidenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absenceevidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_absenceevidenceevent" ("document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id") SELECT new_values."document_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."request_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ef7c1601d9a837532167e60b652084a130cce23c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ac0d6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_absenceevidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absenceevidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_absenceevidenceevent" ("document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id") SELECT new_values."document_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."request_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="714720f109fef1093480d3489e43377d037f7e35",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2b042",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_absenceevidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="absenceevidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_absenceevidenceevent" ("document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id") SELECT old_values."document_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."request_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8978cdefb0103a5703cdb42df89a2cd86930b2c4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a5e94",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_absenceevidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensationrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="dfdf59714498b5fefe99e35d5f080c1404fad9f6",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_e2680",
                            table="cpd_dispensationrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensationrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d43302a257c89f4dee243a9e9655e4b66bdba244",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_951cf",
                            table="cpd_dispensationrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extensionrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_extensionrequestevent" ("answer", "asked_at", "decided_at", "decided_by_id", "decided_why", "granted_id", "id", "in_time", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_for", "uuid", "withdrawn_at", "year_id") SELECT new_values."answer", new_values."asked_at", new_values."decided_at", new_values."decided_by_id", new_values."decided_why", new_values."granted_id", new_values."id", new_values."in_time", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."refused_for", new_values."uuid", new_values."withdrawn_at", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d5e64e99d0bee105d2867e203fa03b76ccd85e42",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0c1d8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_extensionrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extensionrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_extensionrequestevent" ("answer", "asked_at", "decided_at", "decided_by_id", "decided_why", "granted_id", "id", "in_time", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_for", "uuid", "withdrawn_at", "year_id") SELECT new_values."answer", new_values."asked_at", new_values."decided_at", new_values."decided_by_id", new_values."decided_why", new_values."granted_id", new_values."id", new_values."in_time", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."refused_for", new_values."uuid", new_values."withdrawn_at", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bc5225fb73c2db6aef3044a06f0ada824e7d27a2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7046e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_extensionrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extensionrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_extensionrequestevent" ("answer", "asked_at", "decided_at", "decided_by_id", "decided_why", "granted_id", "id", "in_time", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_for", "uuid", "withdrawn_at", "year_id") SELECT old_values."answer", old_values."asked_at", old_values."decided_at", old_values."decided_by_id", old_values."decided_why", old_values."granted_id", old_values."id", old_values."in_time", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."refused_for", old_values."uuid", old_values."withdrawn_at", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="174af56db78e924d8ecca893ef273e904e8af4a1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_56bd7",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_extensionrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extensionrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="134d50d1d6bf56d6c5ece5ccc82d639c817876e6",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_f50a3",
                            table="cpd_extensionrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extensionrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="286bcca751e377eee8a1a659f981326e747ae535",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_57cbd",
                            table="cpd_extensionrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reductionrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_reductionrequestevent" ("answer", "asked_at", "decided_at", "decided_by_id", "decided_why", "granted_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio_seen", "reason", "refused_for", "uuid", "withdrawn_at", "year_id") SELECT new_values."answer", new_values."asked_at", new_values."decided_at", new_values."decided_by_id", new_values."decided_why", new_values."granted_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."portfolio_seen", new_values."reason", new_values."refused_for", new_values."uuid", new_values."withdrawn_at", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bb852ea835c17cffe05ebfdbfce165cda53a047b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6ca25",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_reductionrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reductionrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_reductionrequestevent" ("answer", "asked_at", "decided_at", "decided_by_id", "decided_why", "granted_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio_seen", "reason", "refused_for", "uuid", "withdrawn_at", "year_id") SELECT new_values."answer", new_values."asked_at", new_values."decided_at", new_values."decided_by_id", new_values."decided_why", new_values."granted_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."portfolio_seen", new_values."reason", new_values."refused_for", new_values."uuid", new_values."withdrawn_at", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="514a3c305ebe3ede351a46f1929588ac488bf688",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_32f7f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_reductionrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reductionrequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_reductionrequestevent" ("answer", "asked_at", "decided_at", "decided_by_id", "decided_why", "granted_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portfolio_seen", "reason", "refused_for", "uuid", "withdrawn_at", "year_id") SELECT old_values."answer", old_values."asked_at", old_values."decided_at", old_values."decided_by_id", old_values."decided_why", old_values."granted_id", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."portfolio_seen", old_values."reason", old_values."refused_for", old_values."uuid", old_values."withdrawn_at", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b12c6f8e7aef593e19683c1a7e59a8b6d7cff850",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6da3f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_reductionrequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reductionrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="ff2b3336be58caf963f457140c4137db50fc5718",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_5e185",
                            table="cpd_reductionrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reductionrequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="46f9625fea1c04723700ee3fcc169990740b06a3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_77abe",
                            table="cpd_reductionrequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reopening",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_reopeningevent" ("after_id", "at", "before_id", "by_id", "cause", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."after_id", new_values."at", new_values."before_id", new_values."by_id", new_values."cause", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="920addcaf630f2543687761ca94c265024be9813",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5d9c2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_reopening",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reopening",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_reopeningevent" ("after_id", "at", "before_id", "by_id", "cause", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."after_id", new_values."at", new_values."before_id", new_values."by_id", new_values."cause", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6ec662adbbd4f37eeb2a819894a62d6f7c4f7339",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_89afa",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_reopening",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reopening",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_reopeningevent" ("after_id", "at", "before_id", "by_id", "cause", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."after_id", old_values."at", old_values."before_id", old_values."by_id", old_values."cause", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="84603ce51c42a354baadf8975ca471bff0f48017",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b26e6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_reopening",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reopeningevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8873331c3166db7e3c44dc4d2dbe9ab12b25e6f0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_f7ea1",
                            table="cpd_reopeningevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reopeningevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="42c34c7b5067471451c42740373fe166e44b6a90",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0c82e",
                            table="cpd_reopeningevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
