import datetime
import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import cilexportal.foundation.migrating


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("members", "0001_initial"),
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="ActivityType",
                    fields=[
                        ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("is_study", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="ProfessionalismArea",
                    fields=[
                        ("code", models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "ordering": ["position"],
                    },
                ),
                migrations.CreateModel(
                    name="Record",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "mode",
                            models.CharField(
                                choices=[("guided", "Guided questions"), ("free", "One free account")],
                                default="guided",
                                max_length=10,
                            ),
                        ),
                        ("title", models.TextField(blank=True)),
                        ("completed_on", models.DateField(blank=True, null=True)),
                        ("planned", models.BooleanField(blank=True, null=True)),
                        ("professionalism", models.BooleanField(default=False)),
                        (
                            "areas",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                            ),
                        ),
                        ("hours", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                        ("in_specialism", models.BooleanField(blank=True, null=True)),
                        ("need", models.TextField(blank=True)),
                        ("learned", models.TextField(blank=True)),
                        ("evaluation", models.TextField(blank=True)),
                        ("change", models.TextField(blank=True)),
                        (
                            "kept_elsewhere",
                            models.BooleanField(
                                default=False, help_text="The attached paper is the record itself [REC-20]."
                            ),
                        ),
                        ("explanation", models.TextField(blank=True)),
                        ("anonymised", models.BooleanField(default=False)),
                        ("complete_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        ("deleted_at", models.DateTimeField(blank=True, null=True)),
                        ("entered_why", models.TextField(blank=True)),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=0, help_text="Grows with each save; what is typed goes on from it."
                            ),
                        ),
                        (
                            "activity_type",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cpd.activitytype",
                            ),
                        ),
                        (
                            "entered_by",
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="records", to="members.member"
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="cpd.cpdyear",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["member", "year"], name="cpd_record_of_member_year")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("complete_at", None),
                                    models.Q(
                                        ("completed_on__isnull", False),
                                        ("planned__isnull", False),
                                        models.Q(("title", ""), _negated=True),
                                        models.Q(("learned", ""), _negated=True),
                                        models.Q(("evaluation", ""), _negated=True),
                                        django.db.models.lookups.LessThanOrEqual(
                                            django.db.models.functions.text.Length("title"), 200
                                        ),
                                        django.db.models.lookups.LessThanOrEqual(
                                            django.db.models.functions.text.Length("learned"), 4000
                                        ),
                                        django.db.models.lookups.LessThanOrEqual(
                                            django.db.models.functions.text.Length("evaluation"), 4000
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="counted_record_is_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hours", None), models.Q(("hours__gt", 0), ("hours__lte", 24)), _connector="OR"
                                ),
                                name="record_hours_are_of_one_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("entered_by", None), ("entered_why", "")),
                                    models.Q(
                                        ("entered_by__isnull", False), models.Q(("entered_why", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="record_entered_by_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActivityTypeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("code", models.CharField(max_length=40, serialize=False)),
                        ("name", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("is_study", models.BooleanField(default=False)),
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
                                to="cpd.activitytype",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CloseRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rehearsal", models.BooleanField(default=False)),
                        (
                            "extensions_only",
                            models.BooleanField(
                                default=False, help_text="Closes only members whose extension has ended."
                            ),
                        ),
                        (
                            "retry_parked",
                            models.BooleanField(
                                default=False, help_text="Tries those again that were parked before it began."
                            ),
                        ),
                        ("at", models.DateTimeField(help_text="The instant as which the year is judged.")),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(null=True)),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="cpd.cpdyear"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-started_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("finished_at", None)),
                                fields=("year", "rehearsal"),
                                name="one_running_close_per_year",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CpdYear",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("label", models.CharField(help_text="As people say it: 2025/26.", max_length=7, unique=True)),
                        ("starts_on", models.DateField(unique=True)),
                        ("ends_on", models.DateField(help_text="The last London date of the year.")),
                        ("closes_at", models.DateTimeField(help_text="The first instant at which the year is closed.")),
                        (
                            "rehearse_from",
                            models.DateField(help_text="From this date members see what the close would do to them."),
                        ),
                        (
                            "loss_on",
                            models.DateField(
                                help_text="Benefits are lost from this date, once an officer has signed [CPD-13]."
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "CPD year",
                        "ordering": ["-starts_on"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="cpd_year_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "ends_on__lt",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("starts_on"), "+", models.Value(datetime.timedelta(days=366))
                                        ),
                                    )
                                ),
                                name="cpd_year_is_a_year_at_most",
                                violation_error_message="A CPD year is no longer than twelve months.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "label",
                                        django.db.models.functions.text.Concat(
                                            django.db.models.functions.comparison.Cast(
                                                django.db.models.functions.datetime.ExtractYear("starts_on"),
                                                models.CharField(),
                                            ),
                                            models.Value("/"),
                                            django.db.models.functions.text.Right(
                                                django.db.models.functions.comparison.Cast(
                                                    django.db.models.expressions.CombinedExpression(
                                                        django.db.models.functions.datetime.ExtractYear("starts_on"),
                                                        "+",
                                                        models.Value(1),
                                                    ),
                                                    models.CharField(),
                                                ),
                                                2,
                                            ),
                                        ),
                                    ),
                                    ("label__regex", "^20\\d{2}/\\d{2}$"),
                                ),
                                name="cpd_year_label_names_its_start",
                                violation_error_message="The label names the year it starts in and the next, such as 2025/26.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "closes_at",
                                        models.Func(
                                            models.F("ends_on"),
                                            output_field=models.DateTimeField(),
                                            template="((%(expressions)s + 1)::timestamp AT TIME ZONE 'Europe/London')",
                                        ),
                                    )
                                ),
                                name="cpd_year_closes_as_its_last_day_ends",
                                violation_error_message="A CPD year closes as its last day ends in London.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rehearse_from__gte", models.F("starts_on")),
                                    ("rehearse_from__lte", models.F("ends_on")),
                                ),
                                name="cpd_year_is_rehearsed_within_itself",
                                violation_error_message="The rehearsal begins on a day of the year itself.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("loss_on__gte", models.F("ends_on"))),
                                name="cpd_year_loses_nothing_before_its_end",
                                violation_error_message="Benefits are not lost before the last day of the year.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        models.Func(
                                            models.F("starts_on"),
                                            models.F("ends_on"),
                                            models.Value("[]"),
                                            function="daterange",
                                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                        ),
                                        "&&",
                                    )
                                ],
                                name="cpd_years_do_not_overlap",
                                violation_error_message="Some of these days are in another CPD year already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CloseRunEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("rehearsal", models.BooleanField(default=False)),
                        (
                            "extensions_only",
                            models.BooleanField(
                                default=False, help_text="Closes only members whose extension has ended."
                            ),
                        ),
                        (
                            "retry_parked",
                            models.BooleanField(
                                default=False, help_text="Tries those again that were parked before it began."
                            ),
                        ),
                        ("at", models.DateTimeField(help_text="The instant as which the year is judged.")),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(null=True)),
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
                                to="cpd.closerun",
                            ),
                        ),
                        (
                            "started_by",
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
                    name="CpdYearEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("label", models.CharField(help_text="As people say it: 2025/26.", max_length=7)),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(help_text="The last London date of the year.")),
                        ("closes_at", models.DateTimeField(help_text="The first instant at which the year is closed.")),
                        (
                            "rehearse_from",
                            models.DateField(help_text="From this date members see what the close would do to them."),
                        ),
                        (
                            "loss_on",
                            models.DateField(
                                help_text="Benefits are lost from this date, once an officer has signed [CPD-13]."
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
                                to="cpd.cpdyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Dispensation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("granted_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("member", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="members.member")),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("year", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="cpd.cpdyear")),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("member", "year"),
                                name="one_live_dispensation_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="dispensation_withdrawn_by_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DispensationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.TextField()),
                        ("granted_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "granted_by",
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
                                to="cpd.dispensation",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="cpd.record"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Extension",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("granted_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("until", models.DateField()),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("member", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="members.member")),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("year", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="cpd.cpdyear")),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("member", "year"),
                                name="one_live_extension_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="extension_withdrawn_by_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExtensionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.TextField()),
                        ("granted_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("until", models.DateField()),
                        (
                            "granted_by",
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
                                to="cpd.extension",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                    name="Parked",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("parked_at", models.DateTimeField()),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.member"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="parked", to="cpd.closerun"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("run", "member"), name="parked_once_a_run")],
                    },
                ),
                migrations.CreateModel(
                    name="ParkedEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.TextField()),
                        ("parked_at", models.DateTimeField()),
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
                                to="cpd.parked",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.closerun",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProfessionalismAreaEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("code", models.CharField(max_length=40, serialize=False)),
                        ("name", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
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
                                to="cpd.professionalismarea",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Typing",
                    fields=[
                        (
                            "record",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                serialize=False,
                                to="cpd.record",
                            ),
                        ),
                        ("fields", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "page",
                            models.CharField(
                                blank=True, help_text="The key of the page that sent this.", max_length=40
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name="EvidenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                                to="cpd.evidence",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.record",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RecordEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "mode",
                            models.CharField(
                                choices=[("guided", "Guided questions"), ("free", "One free account")],
                                default="guided",
                                max_length=10,
                            ),
                        ),
                        ("title", models.TextField(blank=True)),
                        ("completed_on", models.DateField(blank=True, null=True)),
                        ("planned", models.BooleanField(blank=True, null=True)),
                        ("professionalism", models.BooleanField(default=False)),
                        (
                            "areas",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                            ),
                        ),
                        ("hours", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                        ("in_specialism", models.BooleanField(blank=True, null=True)),
                        ("need", models.TextField(blank=True)),
                        ("learned", models.TextField(blank=True)),
                        ("evaluation", models.TextField(blank=True)),
                        ("change", models.TextField(blank=True)),
                        (
                            "kept_elsewhere",
                            models.BooleanField(
                                default=False, help_text="The attached paper is the record itself [REC-20]."
                            ),
                        ),
                        ("explanation", models.TextField(blank=True)),
                        ("anonymised", models.BooleanField(default=False)),
                        ("complete_at", models.DateTimeField(blank=True, null=True)),
                        ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("saved_at", models.DateTimeField(blank=True, null=True)),
                        ("deleted_at", models.DateTimeField(blank=True, null=True)),
                        ("entered_why", models.TextField(blank=True)),
                        (
                            "version",
                            models.PositiveIntegerField(
                                default=0, help_text="Grows with each save; what is typed goes on from it."
                            ),
                        ),
                        (
                            "activity_type",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.activitytype",
                            ),
                        ),
                        (
                            "entered_by",
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
                                to="cpd.record",
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
                    name="Reduction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("granted_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("member", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="members.member")),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("year", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="cpd.cpdyear")),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("withdrawn_at", None)),
                                fields=("member", "year"),
                                name="one_live_reduction_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="reduction_withdrawn_by_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReductionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("reason", models.TextField()),
                        ("granted_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "granted_by",
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
                                to="cpd.reduction",
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                    name="Requirement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("outcomes", "Outcomes"),
                                    ("mixed", "Hours and outcomes"),
                                    ("none", "No requirement"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("outcomes", models.PositiveSmallIntegerField(default=0)),
                        ("professionalism", models.PositiveSmallIntegerField(default=0)),
                        ("planned", models.PositiveSmallIntegerField(default=0)),
                        ("hours", models.DecimalField(decimal_places=2, default=0, max_digits=6)),
                        ("specialism_hours", models.DecimalField(decimal_places=2, default=0, max_digits=6)),
                        (
                            "outside_study_hours",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                help_text="The most that study outside the specialism counts.",
                                max_digits=6,
                            ),
                        ),
                        (
                            "reduced_outcomes",
                            models.PositiveSmallIntegerField(default=0, help_text="With a reduction [CPD-16b]."),
                        ),
                        ("reduced_planned", models.PositiveSmallIntegerField(default=0)),
                        ("clause", models.CharField(max_length=20)),
                        ("grade", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="members.grade")),
                    ],
                    options={
                        "ordering": ["grade", "from_date"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("grade", "from_date"), name="one_requirement_per_grade_and_start"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scheme__in", ["outcomes", "mixed", "none"])),
                                name="requirement_scheme_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("scheme", "outcomes"), _negated=True),
                                    models.Q(
                                        ("reduced_outcomes__gte", 1),
                                        ("reduced_outcomes__lte", models.F("outcomes")),
                                        ("reduced_planned__lte", models.F("planned")),
                                    ),
                                    _connector="OR",
                                ),
                                name="reduced_requirement_is_lower",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RequirementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "scheme",
                            models.CharField(
                                choices=[
                                    ("outcomes", "Outcomes"),
                                    ("mixed", "Hours and outcomes"),
                                    ("none", "No requirement"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("outcomes", models.PositiveSmallIntegerField(default=0)),
                        ("professionalism", models.PositiveSmallIntegerField(default=0)),
                        ("planned", models.PositiveSmallIntegerField(default=0)),
                        ("hours", models.DecimalField(decimal_places=2, default=0, max_digits=6)),
                        ("specialism_hours", models.DecimalField(decimal_places=2, default=0, max_digits=6)),
                        (
                            "outside_study_hours",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                help_text="The most that study outside the specialism counts.",
                                max_digits=6,
                            ),
                        ),
                        (
                            "reduced_outcomes",
                            models.PositiveSmallIntegerField(default=0, help_text="With a reduction [CPD-16b]."),
                        ),
                        ("reduced_planned", models.PositiveSmallIntegerField(default=0)),
                        ("clause", models.CharField(max_length=20)),
                        (
                            "grade",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.grade",
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
                                to="cpd.requirement",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="cpd.cpdyear"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at"],
                    },
                ),
                migrations.CreateModel(
                    name="SignatureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
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
                                to="cpd.signature",
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
                    name="YearResult",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("extended", "Extended"),
                                    ("dispensed", "Dispensed"),
                                    ("not_required", "Not required"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("outcomes", models.PositiveSmallIntegerField()),
                        ("professionalism", models.PositiveSmallIntegerField()),
                        ("planned", models.PositiveSmallIntegerField()),
                        ("hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("specialism_hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("outside_study_hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("reduced", models.BooleanField()),
                        ("extended_until", models.DateField(null=True)),
                        (
                            "closed_at",
                            models.DateTimeField(help_text="The closing instant that applied to this member."),
                        ),
                        ("decided_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("superseded_at", models.DateTimeField(null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cpd_results",
                                to="members.member",
                            ),
                        ),
                        (
                            "requirement",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cpd.requirement",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="cpd.closerun",
                            ),
                        ),
                        (
                            "signature",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="cpd.signature",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="cpd.cpdyear",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("outcome__in", ["not_met", "extended"]), ("superseded_at", None)),
                                fields=["year", "outcome", "member"],
                                name="cpd_result_to_follow_up",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_at", None)),
                                fields=("member", "year"),
                                name="one_live_result_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["met", "not_met", "extended", "dispensed", "not_required"])
                                ),
                                name="result_outcome_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("extended_until__isnull", False), ("outcome", "extended")),
                                    models.Q(
                                        models.Q(("outcome", "extended"), _negated=True), ("extended_until", None)
                                    ),
                                    _connector="OR",
                                ),
                                name="extended_result_says_until_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("signature", None), ("outcome", "not_met"), _connector="OR"),
                                name="only_not_met_results_are_signed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="YearResultEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("extended", "Extended"),
                                    ("dispensed", "Dispensed"),
                                    ("not_required", "Not required"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("outcomes", models.PositiveSmallIntegerField()),
                        ("professionalism", models.PositiveSmallIntegerField()),
                        ("planned", models.PositiveSmallIntegerField()),
                        ("hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("specialism_hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("outside_study_hours", models.DecimalField(decimal_places=2, max_digits=7)),
                        ("reduced", models.BooleanField()),
                        ("extended_until", models.DateField(null=True)),
                        (
                            "closed_at",
                            models.DateTimeField(help_text="The closing instant that applied to this member."),
                        ),
                        ("decided_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("superseded_at", models.DateTimeField(null=True)),
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
                                to="cpd.yearresult",
                            ),
                        ),
                        (
                            "requirement",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.requirement",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.closerun",
                            ),
                        ),
                        (
                            "signature",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="cpd.signature",
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
                    name="CloseBatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("first", models.BigIntegerField()),
                        ("last", models.BigIntegerField()),
                        ("members", models.PositiveIntegerField(help_text="Members found when the run began.")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("done", "Done"),
                                    ("split", "Split into smaller batches"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("claimed_at", models.DateTimeField(null=True)),
                        ("done_at", models.DateTimeField(null=True)),
                        (
                            "error",
                            models.TextField(
                                blank=True, help_text="What the last failed attempt died of, where it could say so."
                            ),
                        ),
                        (
                            "totals",
                            models.JSONField(
                                default=list, help_text="[grade, outcome, members] for the officer's drawing."
                            ),
                        ),
                        (
                            "reasons",
                            models.JSONField(
                                default=list, help_text="[reason, members] of those who could not be judged."
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="batches", to="cpd.closerun"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["run", "state"], name="cpd_batch_by_state")],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "first", "last"), name="one_batch_per_range"),
                            models.CheckConstraint(
                                condition=models.Q(("last__gt", models.F("first"))), name="batch_has_members"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
