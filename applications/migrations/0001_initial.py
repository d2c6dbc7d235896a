import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import applications.models.dated
import cilexportal.foundation.migrating


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("asking", "0001_initial"),
        ("correspondence", "0003_message_of_address"),
        ("documents", "0002_triggers"),
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("shop", "0008_what_comes_back"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="ClosureEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField()),
                        ("name", models.CharField(max_length=80)),
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
                                to="applications.closure",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(choices=[("professional", "Professional"), ("lay", "Lay")], max_length=12),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["user"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("body__in", ["committee", "panel"])),
                                name="member_sits_on_a_body_that_meets",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_date", None), ("until_date__gt", models.F("from_date")), _connector="OR"
                                ),
                                name="seat_ends_after_it_begins",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("user", "="),
                                    ("body", "="),
                                    (
                                        applications.models.dated.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_seat_of_a_person_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommitteeMemberEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(choices=[("professional", "Professional"), ("lay", "Lay")], max_length=12),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
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
                                to="applications.committeemember",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Course",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "code",
                            models.CharField(help_text="Of the courses in the version's document.", max_length=30),
                        ),
                        ("provider", models.CharField(max_length=200)),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField()),
                        (
                            "passed_on",
                            models.DateField(blank=True, help_text="Empty: not passed, or not yet.", null=True),
                        ),
                        ("saved_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="courses",
                                to="applications.case",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="applications.casepaper",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "from_date", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "code"), name="one_course_of_each_kind"),
                            models.CheckConstraint(
                                condition=models.Q(("until_date__gte", models.F("from_date"))),
                                name="course_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("passed_on", None), ("passed_on__gte", models.F("until_date")), _connector="OR"
                                ),
                                name="passed_once_it_is_over",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseAssessed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("full", "Accepted as claimed"),
                                    ("part", "Accepted in part"),
                                    ("none", "Not accepted"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True, help_text="The code of a reason in the version's document.", max_length=30
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        ("hours", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessed",
                                to="applications.course",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "full"), models.Q(("why", ""), _negated=True), _connector="OR"
                                ),
                                name="courseassessed_says_why_where_less_is_accepted",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_at", None)),
                                fields=("course",),
                                name="one_standing_view_of_a_course",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("hours__gt", 0), ("verdict", "part")),
                                    models.Q(models.Q(("verdict", "part"), _negated=True), ("hours", None)),
                                    _connector="OR",
                                ),
                                name="part_of_a_course_is_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseAssessedEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("full", "Accepted as claimed"),
                                    ("part", "Accepted in part"),
                                    ("none", "Not accepted"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True, help_text="The code of a reason in the version's document.", max_length=30
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        ("hours", models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True)),
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
                            "course",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.course",
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
                                to="applications.courseassessed",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CourseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "code",
                            models.CharField(help_text="Of the courses in the version's document.", max_length=30),
                        ),
                        ("provider", models.CharField(max_length=200)),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField()),
                        (
                            "passed_on",
                            models.DateField(blank=True, help_text="Empty: not passed, or not yet.", null=True),
                        ),
                        ("saved_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
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
                                to="applications.course",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.casepaper",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("officer", "Officer"),
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_yet", "Not yet"),
                                    ("ask", "More information"),
                                    ("refer", "Refer to the committee"),
                                    ("not_met", "Not met"),
                                    ("return", "Back to the officer"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("why", models.TextField(blank=True, help_text="For a referral, for a committee's decision.")),
                        (
                            "sections",
                            models.JSONField(default=list, help_text="The verdicts on the sections, as they stood."),
                        ),
                        ("hours_claimed", models.PositiveIntegerField(blank=True, null=True)),
                        ("hours_accepted", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "expected_on",
                            models.DateField(blank=True, help_text="By when the hours are likely [HB-27a].", null=True),
                        ),
                        (
                            "expected_why",
                            models.CharField(
                                blank=True, help_text="Where an officer wrote another day.", max_length=200
                            ),
                        ),
                        ("ledger", models.JSONField(default=dict, help_text="The ledger it was decided on.")),
                        ("reversed_at", models.DateTimeField(blank=True, null=True)),
                        ("reversed_why", models.TextField(blank=True)),
                        (
                            "by",
                            models.ForeignKey(
                                help_text="Of a committee's: who recorded it.",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="applications.case",
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                blank=True,
                                help_text="What ASK asked for.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="asking.request",
                            ),
                        ),
                        (
                            "reversed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="applications.submission",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("body", "officer"), ("outcome__in", ["met", "not_yet", "ask", "refer"])),
                                    models.Q(
                                        ("body__in", ["committee", "panel"]),
                                        ("outcome__in", ["met", "not_yet", "not_met", "return"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="no_officer_refuses_for_good_alone",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "met"),
                                    ("outcome__in", ["not_yet", "ask"]),
                                    models.Q(("why", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="referral_and_refusal_say_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "ask"), ("request__isnull", False)),
                                    models.Q(models.Q(("outcome", "ask"), _negated=True), ("request", None)),
                                    _connector="OR",
                                ),
                                name="asking_decision_has_its_request",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reversed_at", None), ("reversed_by", None), ("reversed_why", "")),
                                    models.Q(
                                        ("reversed_at__isnull", False),
                                        ("reversed_by__isnull", False),
                                        models.Q(("reversed_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_reversed_by_whom_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DecisionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("officer", "Officer"),
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_yet", "Not yet"),
                                    ("ask", "More information"),
                                    ("refer", "Refer to the committee"),
                                    ("not_met", "Not met"),
                                    ("return", "Back to the officer"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("why", models.TextField(blank=True, help_text="For a referral, for a committee's decision.")),
                        (
                            "sections",
                            models.JSONField(default=list, help_text="The verdicts on the sections, as they stood."),
                        ),
                        ("hours_claimed", models.PositiveIntegerField(blank=True, null=True)),
                        ("hours_accepted", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "expected_on",
                            models.DateField(blank=True, help_text="By when the hours are likely [HB-27a].", null=True),
                        ),
                        (
                            "expected_why",
                            models.CharField(
                                blank=True, help_text="Where an officer wrote another day.", max_length=200
                            ),
                        ),
                        ("ledger", models.JSONField(default=dict, help_text="The ledger it was decided on.")),
                        ("reversed_at", models.DateTimeField(blank=True, null=True)),
                        ("reversed_why", models.TextField(blank=True)),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                help_text="Of a committee's: who recorded it.",
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
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
                                to="applications.decision",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="What ASK asked for.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="asking.request",
                            ),
                        ),
                        (
                            "reversed_by",
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
                            "submission",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.submission",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Happening",
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
                                    ("begun", "Begun"),
                                    ("submitted", "Submitted"),
                                    ("taken_back", "Taken back before paying"),
                                    ("billed", "Invoice raised"),
                                    ("paid", "Fee paid"),
                                    ("assigned", "Given to an officer"),
                                    ("held", "Put on hold"),
                                    ("released", "Taken off hold"),
                                    ("paper", "File added"),
                                    ("reference_asked", "Reference asked for"),
                                    ("reference_reminded", "Supervisor reminded"),
                                    ("reference_received", "Reference received"),
                                    ("reference_declined", "Supervisor declined"),
                                    ("reference_handed_over", "Reference handed to another supervisor"),
                                    ("reference_ended", "Reference no longer asked for"),
                                    ("assessed", "Section assessed"),
                                    ("hours", "Hours assessed"),
                                    ("asked", "More information asked for"),
                                    ("answered", "Information received"),
                                    ("decided", "Decided"),
                                    ("reversed", "Decision reversed"),
                                    ("referred", "Referred to the committee"),
                                    ("listed", "Put on the agenda of a meeting"),
                                    ("unlisted", "Taken off the agenda"),
                                    ("letter", "Letter sent"),
                                    ("reconsideration", "Reconsideration asked for"),
                                    ("withdrawn", "Withdrawn"),
                                    ("lapsed", "Closed, not continued"),
                                    ("note", "Note"),
                                ],
                                max_length=25,
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("who", models.CharField(help_text="As which actor: a word of Actor.", max_length=10)),
                        ("facts", models.JSONField(default=dict)),
                        ("stage", models.CharField(help_text="The stage after it.", max_length=12)),
                        ("shown", models.BooleanField(default=True, help_text="Whether the applicant sees it.")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="timeline",
                                to="applications.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "at", "id"],
                        "indexes": [models.Index(fields=["case", "-at", "-id"], name="applications_event_of_case")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "begun",
                                            "submitted",
                                            "taken_back",
                                            "billed",
                                            "paid",
                                            "assigned",
                                            "held",
                                            "released",
                                            "paper",
                                            "reference_asked",
                                            "reference_reminded",
                                            "reference_received",
                                            "reference_declined",
                                            "reference_handed_over",
                                            "reference_ended",
                                            "assessed",
                                            "hours",
                                            "asked",
                                            "answered",
                                            "decided",
                                            "reversed",
                                            "referred",
                                            "listed",
                                            "unlisted",
                                            "letter",
                                            "reconsideration",
                                            "withdrawn",
                                            "lapsed",
                                            "note",
                                        ],
                                    )
                                ),
                                name="event_kind_is_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("advice", "Waiting for advice"),
                                    ("conduct", "A matter of conduct is open"),
                                    ("policy", "A question of policy is open"),
                                    ("other", "Another reason"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_note", models.TextField(blank=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="applications.case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)), fields=("case",), name="one_hold_at_a_time"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("ended_by", None)),
                                    models.Q(("ended_at__gte", models.F("at")), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="hold_ended_by_whom_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reason", "other"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="other_hold_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HoldEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("advice", "Waiting for advice"),
                                    ("conduct", "A matter of conduct is open"),
                                    ("policy", "A question of policy is open"),
                                    ("other", "Another reason"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_note", models.TextField(blank=True)),
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
                            ),
                        ),
                        (
                            "ended_by",
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
                                to="applications.hold",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Interest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("conflicted", models.BooleanField()),
                        ("nature", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="applications.agendaitem",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="applications.seat",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("item", "seat", "conflicted"), name="declared_once_each_way"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("conflicted", False), models.Q(("nature", ""), _negated=True), _connector="OR"
                                ),
                                name="conflict_says_what_it_is",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("conflicted", models.BooleanField()),
                        ("nature", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.agendaitem",
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
                                to="applications.interest",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.seat",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Leave",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField()),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="leave",
                                to="applications.role",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["role", "from_date"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_date__gte", models.F("from_date"))),
                                name="leave_ends_after_it_begins",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("role", "="),
                                    (
                                        applications.models.dated.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[]")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="leave_is_stated_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeaveEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField()),
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
                                to="applications.leave",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.role",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                help_text="Of the application's letters: 3 is written IM-… / 3."
                            ),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("body", models.TextField(help_text="Paragraphs, an empty line between two.")),
                        ("written_at", models.DateTimeField()),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="applications.application",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letters",
                                to="applications.case",
                            ),
                        ),
                        (
                            "decision",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="letter",
                                to="applications.decision",
                            ),
                        ),
                        (
                            "message",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="correspondence.message",
                            ),
                        ),
                        (
                            "printout",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.printout",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["application", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "number"), name="one_letter_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(("body", ""), _negated=True), name="letter_says_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LetterEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "number",
                            models.PositiveSmallIntegerField(
                                help_text="Of the application's letters: 3 is written IM-… / 3."
                            ),
                        ),
                        ("subject", models.CharField(max_length=200)),
                        ("body", models.TextField(help_text="Paragraphs, an empty line between two.")),
                        ("written_at", models.DateTimeField()),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.application",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.decision",
                            ),
                        ),
                        (
                            "message",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="correspondence.message",
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
                                to="applications.letter",
                            ),
                        ),
                        (
                            "printout",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="documents.printout",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("papers_out", "Papers are out"),
                                    ("held", "Held"),
                                    ("released", "Decisions released"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=12,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "papers_due_on",
                            models.DateField(help_text="The last London day on which papers go to members."),
                        ),
                        ("quorum", models.PositiveSmallIntegerField(help_text="How many members at least.")),
                        ("least_professional", models.PositiveSmallIntegerField(default=1)),
                        ("least_lay", models.PositiveSmallIntegerField(default=1)),
                        ("minutes", models.TextField(blank=True)),
                        ("papers_at", models.DateTimeField(blank=True, null=True)),
                        ("held_at", models.DateTimeField(blank=True, null=True)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-starts_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("body__in", ["committee", "panel"])),
                                name="meeting_is_of_a_body_that_meets",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "quorum__gte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("least_professional"), "+", models.F("least_lay")
                                        ),
                                    )
                                ),
                                name="quorum_holds_both_kinds",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("released_at__isnull", False),
                                        ("released_by__isnull", False),
                                        ("stage", "released"),
                                    ),
                                    models.Q(
                                        models.Q(("stage", "released"), _negated=True),
                                        ("released_at", None),
                                        ("released_by", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="meeting_released_by_whom_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage__in", ["held", "released"]), _negated=True),
                                    ("held_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="meeting_was_held_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeetingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("papers_out", "Papers are out"),
                                    ("held", "Held"),
                                    ("released", "Decisions released"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=12,
                            ),
                        ),
                        ("starts_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "papers_due_on",
                            models.DateField(help_text="The last London day on which papers go to members."),
                        ),
                        ("quorum", models.PositiveSmallIntegerField(help_text="How many members at least.")),
                        ("least_professional", models.PositiveSmallIntegerField(default=1)),
                        ("least_lay", models.PositiveSmallIntegerField(default=1)),
                        ("minutes", models.TextField(blank=True)),
                        ("papers_at", models.DateTimeField(blank=True, null=True)),
                        ("held_at", models.DateTimeField(blank=True, null=True)),
                        ("released_at", models.DateTimeField(blank=True, null=True)),
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
                                to="applications.meeting",
                            ),
                        ),
                        (
                            "released_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Pathway",
                    fields=[
                        ("code", models.SlugField(max_length=30, primary_key=True, serialize=False)),
                        ("title", models.CharField(help_text="The title it leads to.", max_length=120)),
                    ],
                    options={
                        "ordering": ["title"],
                    },
                ),
                migrations.CreateModel(
                    name="PathwayEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("code", models.SlugField(db_index=False, max_length=30, serialize=False)),
                        ("title", models.CharField(help_text="The title it leads to.", max_length=120)),
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
                                to="applications.pathway",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PathwayVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "document",
                            models.JSONField(help_text="Steps, figures, lists and words, as in applications/data."),
                        ),
                        (
                            "pathway",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="versions",
                                to="applications.pathway",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pathway", "-version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("pathway", "version"), name="one_document_a_version"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_date", None), ("until_date__gt", models.F("from_date")), _connector="OR"
                                ),
                                name="version_ends_after_it_begins",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("pathway", "="),
                                    (
                                        applications.models.dated.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_version_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PathwayVersionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("version", models.PositiveSmallIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "document",
                            models.JSONField(help_text="Steps, figures, lists and words, as in applications/data."),
                        ),
                        (
                            "pathway",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.pathway",
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
                                to="applications.pathwayversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Qualification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("accredited", "An accredited qualification"),
                                    ("recognition", "Recognition of prior qualifications"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                blank=True, help_text="Of the accredited list in the version's document.", max_length=30
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("awarded_by", models.CharField(max_length=200)),
                        ("awarded_on", models.DateField()),
                        (
                            "certified_by",
                            models.CharField(
                                blank=True, help_text="The name of who certified the copy [HB-15].", max_length=200
                            ),
                        ),
                        ("certified_as", models.CharField(blank=True, help_text="In which capacity.", max_length=200)),
                        ("certified_on", models.DateField(blank=True, null=True)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="qualification",
                                to="applications.case",
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="applications.casepaper",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("route", "accredited"), models.Q(("code", ""), _negated=True)),
                                    models.Q(("code", ""), ("route", "recognition")),
                                    _connector="OR",
                                ),
                                name="qualification_route_fits_its_code",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QualificationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("accredited", "An accredited qualification"),
                                    ("recognition", "Recognition of prior qualifications"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                blank=True, help_text="Of the accredited list in the version's document.", max_length=30
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("awarded_by", models.CharField(max_length=200)),
                        ("awarded_on", models.DateField()),
                        (
                            "certified_by",
                            models.CharField(
                                blank=True, help_text="The name of who certified the copy [HB-15].", max_length=200
                            ),
                        ),
                        ("certified_as", models.CharField(blank=True, help_text="In which capacity.", max_length=200)),
                        ("certified_on", models.DateField(blank=True, null=True)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.casepaper",
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
                                to="applications.qualification",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reconsideration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "to",
                            models.CharField(
                                choices=[
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "received_on",
                            models.DateField(help_text="The London day on which the decision counts as received."),
                        ),
                        (
                            "last_day",
                            models.DateField(blank=True, help_text="Empty: no limit is set for it.", null=True),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("reasons", models.TextField()),
                        ("wants_hearing", models.BooleanField(default=False)),
                        ("late", models.BooleanField(default=False)),
                        ("late_allowed_why", models.TextField(blank=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reconsiderations",
                                to="applications.case",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reconsiderations",
                                to="applications.decision",
                            ),
                        ),
                        (
                            "late_allowed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "referral",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reconsideration",
                                to="applications.referral",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("decision", "to"), name="asked_again_once_each"),
                            models.CheckConstraint(
                                condition=models.Q(("reasons", ""), _negated=True), name="reconsideration_gives_reasons"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("late", False),
                                    ("referral", None),
                                    models.Q(
                                        ("late_allowed_by__isnull", False),
                                        models.Q(("late_allowed_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="late_one_goes_on_only_where_allowed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReconsiderationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "to",
                            models.CharField(
                                choices=[
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "received_on",
                            models.DateField(help_text="The London day on which the decision counts as received."),
                        ),
                        (
                            "last_day",
                            models.DateField(blank=True, help_text="Empty: no limit is set for it.", null=True),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("reasons", models.TextField()),
                        ("wants_hearing", models.BooleanField(default=False)),
                        ("late", models.BooleanField(default=False)),
                        ("late_allowed_why", models.TextField(blank=True)),
                        (
                            "asked_by",
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.decision",
                            ),
                        ),
                        (
                            "late_allowed_by",
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
                                to="applications.reconsideration",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.referral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Reference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "person_kind",
                            models.CharField(
                                blank=True, help_text="A code of the version's list [HB-24].", max_length=30
                            ),
                        ),
                        ("regulator", models.CharField(blank=True, max_length=120)),
                        ("number", models.CharField(blank=True, help_text="With that regulator.", max_length=60)),
                        ("position", models.CharField(blank=True, max_length=200)),
                        ("from_date", models.DateField(blank=True, help_text="Supervised from.", null=True)),
                        ("until_date", models.DateField(blank=True, help_text="Until; empty: still.", null=True)),
                        (
                            "heads",
                            models.JSONField(default=dict, help_text="Code of each heading -> what was written."),
                        ),
                        (
                            "doubts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                help_text="Heads answered with no.",
                                size=None,
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, help_text="Grows with each page that is kept."),
                        ),
                        ("saved_at", models.DateTimeField()),
                        ("signed_name", models.CharField(blank=True, max_length=200)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_from", models.GenericIPAddressField(blank=True, null=True)),
                        ("statement", models.TextField(blank=True, help_text="The words that were signed.")),
                        (
                            "sha256",
                            models.CharField(
                                blank=True, help_text="Of what was signed, as canonical JSON.", max_length=64
                            ),
                        ),
                        ("privacy_version", models.CharField(blank=True, max_length=10)),
                        (
                            "letter",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        (
                            "asked",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reference",
                                to="applications.referenceasked",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sha256", ""), ("signed_at", None), ("signed_name", "")),
                                    models.Q(
                                        ("from_date__isnull", False),
                                        ("signed_at__isnull", False),
                                        models.Q(("signed_name", ""), _negated=True),
                                        models.Q(("sha256", ""), _negated=True),
                                        models.Q(("person_kind", ""), _negated=True),
                                        models.Q(("regulator", ""), _negated=True),
                                        models.Q(("number", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="signed_reference_names_person_and_body",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_date", None), ("until_date__gte", models.F("from_date")), _connector="OR"
                                ),
                                name="supervised_until_after_from",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceAsked",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        (
                            "headed_paper",
                            models.BooleanField(default=False, help_text="A letter on headed paper is asked for too."),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for the supervisor"),
                                    ("received", "Received"),
                                    ("declined", "Declined"),
                                    ("handed_over", "Handed to somebody else"),
                                    ("ended", "No longer asked for"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField(help_text="The last London day for it.")),
                        ("reminded", models.PositiveSmallIntegerField(default=0)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_why",
                            models.TextField(
                                blank=True, help_text="Why it was declined, handed over or is asked for no longer."
                            ),
                        ),
                        ("exception_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "exception_why",
                            models.TextField(
                                blank=True, help_text="Why an officer takes a kind that is not on the list."
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody: handed over.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="references",
                                to="applications.case",
                            ),
                        ),
                        (
                            "exception_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "follows",
                            models.OneToOneField(
                                blank=True,
                                help_text="Whose place this supervisor took.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="applications.referenceasked",
                            ),
                        ),
                        (
                            "roles",
                            models.ManyToManyField(
                                help_text="The work it is about.", related_name="references", to="applications.role"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at", "id"],
                        "indexes": [
                            models.Index(
                                django.db.models.functions.text.Lower("email"), name="applications_reference_email"
                            ),
                            models.Index(
                                condition=models.Q(("stage", "open")),
                                fields=["due_on"],
                                name="applications_reference_open",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("case"),
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("stage", "open")),
                                name="one_open_asking_a_supervisor",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at", None), ("stage", "open")),
                                    models.Q(models.Q(("stage", "open"), _negated=True), ("ended_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="asking_ended_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("exception_at", None), ("exception_by", None), ("exception_why", "")),
                                    models.Q(
                                        ("exception_at__isnull", False),
                                        ("exception_by__isnull", False),
                                        models.Q(("exception_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="exception_by_whom_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceAskedEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        (
                            "headed_paper",
                            models.BooleanField(default=False, help_text="A letter on headed paper is asked for too."),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for the supervisor"),
                                    ("received", "Received"),
                                    ("declined", "Declined"),
                                    ("handed_over", "Handed to somebody else"),
                                    ("ended", "No longer asked for"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField(help_text="The last London day for it.")),
                        ("reminded", models.PositiveSmallIntegerField(default=0)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_why",
                            models.TextField(
                                blank=True, help_text="Why it was declined, handed over or is asked for no longer."
                            ),
                        ),
                        ("exception_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "exception_why",
                            models.TextField(
                                blank=True, help_text="Why an officer takes a kind that is not on the list."
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Nobody: handed over.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
                            ),
                        ),
                        (
                            "exception_by",
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
                            "follows",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Whose place this supervisor took.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.referenceasked",
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
                                to="applications.referenceasked",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "person_kind",
                            models.CharField(
                                blank=True, help_text="A code of the version's list [HB-24].", max_length=30
                            ),
                        ),
                        ("regulator", models.CharField(blank=True, max_length=120)),
                        ("number", models.CharField(blank=True, help_text="With that regulator.", max_length=60)),
                        ("position", models.CharField(blank=True, max_length=200)),
                        ("from_date", models.DateField(blank=True, help_text="Supervised from.", null=True)),
                        ("until_date", models.DateField(blank=True, help_text="Until; empty: still.", null=True)),
                        (
                            "heads",
                            models.JSONField(default=dict, help_text="Code of each heading -> what was written."),
                        ),
                        (
                            "doubts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                blank=True,
                                default=list,
                                help_text="Heads answered with no.",
                                size=None,
                            ),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=1, help_text="Grows with each page that is kept."),
                        ),
                        ("saved_at", models.DateTimeField()),
                        ("signed_name", models.CharField(blank=True, max_length=200)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("signed_from", models.GenericIPAddressField(blank=True, null=True)),
                        ("statement", models.TextField(blank=True, help_text="The words that were signed.")),
                        (
                            "sha256",
                            models.CharField(
                                blank=True, help_text="Of what was signed, as canonical JSON.", max_length=64
                            ),
                        ),
                        ("privacy_version", models.CharField(blank=True, max_length=10)),
                        (
                            "asked",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.referenceasked",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
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
                                to="applications.reference",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("sent_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        (
                            "opened_at",
                            models.DateTimeField(
                                blank=True, help_text="When somebody first pressed the button.", null=True
                            ),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Replaced, settled or dead with its matter.", null=True
                            ),
                        ),
                        (
                            "asked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="applications.referenceasked",
                            ),
                        ),
                        (
                            "sent_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["sent_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("asked",),
                                name="one_live_link_an_asking",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                                name="link_lives_for_a_while",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferenceVisit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key_hash", models.CharField(max_length=64, unique=True)),
                        ("began_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "link",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="applications.referencelink",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("began_at"))), name="visit_lasts_a_while"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("unsure", "An officer cannot tell"),
                                    ("refusal", "An officer would refuse"),
                                    ("reconsideration", "Reconsideration asked for"),
                                    ("appeal", "Appeal"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("question", models.TextField(help_text="What the committee is asked.")),
                        (
                            "paper",
                            models.JSONField(
                                default=dict, help_text="The ledger and the sections as they were referred."
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="applications.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("case",),
                                name="one_open_referral_a_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("body__in", ["committee", "panel"])),
                                name="referral_is_to_a_body_that_meets",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("question", ""), _negated=True), name="referral_asks_something"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReferralEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "body",
                            models.CharField(
                                choices=[
                                    ("committee", "Admissions and Licensing Committee"),
                                    ("panel", "Appeal Panel"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                choices=[
                                    ("unsure", "An officer cannot tell"),
                                    ("refusal", "An officer would refuse"),
                                    ("reconsideration", "Reconsideration asked for"),
                                    ("appeal", "Appeal"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("question", models.TextField(help_text="What the committee is asked.")),
                        (
                            "paper",
                            models.JSONField(
                                default=dict, help_text="The ledger and the sections as they were referred."
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
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
                                to="applications.referral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Role",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("title", models.CharField(max_length=120)),
                        ("employer", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("employed", "Employed"),
                                    ("freelance", "Self-employed or freelance"),
                                    ("voluntary", "Voluntary"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("weekly_hours", models.DecimalField(decimal_places=2, max_digits=5)),
                        (
                            "tasks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                default=list,
                                help_text="Codes of kinds of work [HB-17a].",
                                size=None,
                            ),
                        ),
                        ("other_work", models.CharField(blank=True, max_length=200)),
                        ("description", models.TextField()),
                        ("supervisor_name", models.CharField(max_length=200)),
                        ("supervisor_email", models.EmailField(max_length=254)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="roles",
                                to="applications.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "from_date", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_date", None), ("until_date__gte", models.F("from_date")), _connector="OR"
                                ),
                                name="role_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weekly_hours__gt", 0), ("weekly_hours__lte", 168)),
                                name="a_week_has_168_hours",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("tasks__len__gte", 1)), name="role_names_its_work"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["employed", "freelance", "voluntary"])),
                                name="role_kind_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleAssessed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("full", "Accepted as claimed"),
                                    ("part", "Accepted in part"),
                                    ("none", "Not accepted"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True, help_text="The code of a reason in the version's document.", max_length=30
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        ("from_date", models.DateField(blank=True, null=True)),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("weekly_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessed",
                                to="applications.role",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", "full"), models.Q(("why", ""), _negated=True), _connector="OR"
                                ),
                                name="roleassessed_says_why_where_less_is_accepted",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_at", None)),
                                fields=("role",),
                                name="one_standing_view_of_a_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("from_date__isnull", False), ("verdict", "part"), ("weekly_hours__gt", 0)
                                    ),
                                    models.Q(
                                        models.Q(("verdict", "part"), _negated=True),
                                        ("from_date", None),
                                        ("until_date", None),
                                        ("weekly_hours", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="part_of_a_role_is_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoleAssessedEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("full", "Accepted as claimed"),
                                    ("part", "Accepted in part"),
                                    ("none", "Not accepted"),
                                ],
                                max_length=5,
                            ),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True, help_text="The code of a reason in the version's document.", max_length=30
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("at", models.DateTimeField()),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        ("from_date", models.DateField(blank=True, null=True)),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("weekly_hours", models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True)),
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
                                to="applications.roleassessed",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.role",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RoleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("title", models.CharField(max_length=120)),
                        ("employer", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("employed", "Employed"),
                                    ("freelance", "Self-employed or freelance"),
                                    ("voluntary", "Voluntary"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("weekly_hours", models.DecimalField(decimal_places=2, max_digits=5)),
                        (
                            "tasks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30),
                                default=list,
                                help_text="Codes of kinds of work [HB-17a].",
                                size=None,
                            ),
                        ),
                        ("other_work", models.CharField(blank=True, max_length=200)),
                        ("description", models.TextField()),
                        ("supervisor_name", models.CharField(max_length=200)),
                        ("supervisor_email", models.EmailField(max_length=254)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
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
                                to="applications.role",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SavedFilter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("query", models.CharField(help_text="As in the address of the queue.", max_length=1000)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [models.UniqueConstraint(fields=("user", "name"), name="one_filter_a_name")],
                    },
                ),
                migrations.CreateModel(
                    name="Seat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("chairs", models.BooleanField(default=False)),
                        ("attended", models.BooleanField(blank=True, null=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="applications.meeting",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seats",
                                to="applications.committeemember",
                            ),
                        ),
                        (
                            "pack",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.printout",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["meeting", "id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "member"), name="one_seat_a_meeting"),
                            models.UniqueConstraint(
                                condition=models.Q(("chairs", True)), fields=("meeting",), name="one_chair_a_meeting"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeatEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("chairs", models.BooleanField(default=False)),
                        ("attended", models.BooleanField(blank=True, null=True)),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.meeting",
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
                                to="applications.committeemember",
                            ),
                        ),
                        (
                            "pack",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="documents.printout",
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
                                to="applications.seat",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SectionVerdict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "section",
                            models.CharField(help_text="A code of the version's sections of the step.", max_length=30),
                        ),
                        ("passed", models.BooleanField()),
                        (
                            "reasons",
                            models.JSONField(
                                default=list, help_text='[{"code": of the version, "note": to the applicant}].'
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verdicts",
                                to="applications.case",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verdicts",
                                to="applications.submission",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_at", None)),
                                fields=("case", "section"),
                                name="one_standing_verdict_a_section",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("passed", True), ("reasons", [])),
                                    models.Q(("passed", False), models.Q(("reasons", []), _negated=True)),
                                    _connector="OR",
                                ),
                                name="failed_section_says_why_and_passed_does_not",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SectionVerdictEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "section",
                            models.CharField(help_text="A code of the version's sections of the step.", max_length=30),
                        ),
                        ("passed", models.BooleanField()),
                        (
                            "reasons",
                            models.JSONField(
                                default=list, help_text='[{"code": of the version, "note": to the applicant}].'
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
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
                                to="applications.sectionverdict",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.submission",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Submission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                        (
                            "content",
                            models.JSONField(help_text="What an assessor reads: compared with the one before it."),
                        ),
                        ("sha256", models.CharField(help_text="Of the content as canonical JSON.", max_length=64)),
                        ("privacy_version", models.CharField(blank=True, max_length=10)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="submissions",
                                to="applications.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "number"), name="one_submission_a_number")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Turn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "whose",
                            models.CharField(
                                choices=[
                                    ("applicant", "The applicant"),
                                    ("supervisor", "A supervisor"),
                                    ("officer", "An officer"),
                                    ("committee", "The committee"),
                                    ("finance", "Finance"),
                                    ("nobody", "Nobody"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("until", models.DateTimeField(blank=True, null=True)),
                        ("since_day", models.DateField(help_text="The London date of `since`.")),
                        ("until_day", models.DateField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="turns",
                                to="applications.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "since", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("whose", "officer")),
                                fields=["case"],
                                name="applications_turn_of_officer",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until", None)), fields=("case",), name="one_open_turn_a_case"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("until", None), ("until_day", None)),
                                    models.Q(
                                        ("until__gte", models.F("since")), ("until_day__gte", models.F("since_day"))
                                    ),
                                    _connector="OR",
                                ),
                                name="turn_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Typed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("page", models.CharField(max_length=80)),
                        ("fields", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("page_key", models.CharField(blank=True, max_length=40)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="typed",
                                to="applications.application",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "page"), name="one_typing_a_page")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("listed_at", models.DateTimeField()),
                        (
                            "told_at",
                            models.DateTimeField(
                                blank=True, help_text="The applicant was told the date [HB-28a].", null=True
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_yet", "Not yet"),
                                    ("not_met", "Not met"),
                                    ("return", "Back to the officer"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reasons", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_off_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_off_why", models.CharField(blank=True, max_length=200)),
                        (
                            "listed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "decision",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item",
                                to="applications.decision",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="applications.meeting",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="applications.referral",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["meeting", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("meeting", "number"), name="one_item_a_number"),
                            models.UniqueConstraint(
                                condition=models.Q(("taken_off_at", None)),
                                fields=("referral",),
                                name="one_listing_a_referral_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("recorded_at", None), ("recorded_by", None)),
                                    models.Q(
                                        ("outcome__in", ["met", "not_yet", "not_met", "return"]),
                                        ("recorded_at__isnull", False),
                                        ("recorded_by__isnull", False),
                                        models.Q(("reasons", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="item_decided_by_whom_when_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision", None), models.Q(("outcome", ""), _negated=True), _connector="OR"
                                ),
                                name="item_is_released_once_it_is_decided",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_off_at", None), ("taken_off_why", "")),
                                    models.Q(
                                        ("taken_off_at__isnull", False), models.Q(("taken_off_why", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="item_taken_off_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField()),
                        ("listed_at", models.DateTimeField()),
                        (
                            "told_at",
                            models.DateTimeField(
                                blank=True, help_text="The applicant was told the date [HB-28a].", null=True
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("met", "Met"),
                                    ("not_yet", "Not yet"),
                                    ("not_met", "Not met"),
                                    ("return", "Back to the officer"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reasons", models.TextField(blank=True)),
                        ("recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_off_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_off_why", models.CharField(blank=True, max_length=200)),
                        (
                            "listed_by",
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
                                to="applications.agendaitem",
                            ),
                        ),
                        (
                            "recorded_by",
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
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.decision",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.meeting",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.referral",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Application",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("reference", models.CharField(max_length=20, unique=True)),
                        (
                            "answers",
                            models.JSONField(default=dict, help_text="The questions before beginning: code -> answer."),
                        ),
                        ("begun_at", models.DateTimeField()),
                        (
                            "touched_at",
                            models.DateTimeField(
                                help_text="When the applicant last changed anything: a draft's clock."
                            ),
                        ),
                        (
                            "warned",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="Warnings sent since then that the draft will end."
                            ),
                        ),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withdrawn", "Withdrawn"),
                                    ("lapsed", "Closed: not continued"),
                                    ("granted", "Title granted"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_why", models.TextField(blank=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pathway",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.pathway"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="applications.pathwayversion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-begun_at", "-id"],
                        "indexes": [
                            models.Index(fields=["user", "-begun_at"], name="applications_of_person"),
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["touched_at"],
                                name="applications_live_by_touch",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("user", "pathway"),
                                name="one_live_application_a_pathway",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end", ""), ("ended_at", None)),
                                    models.Q(
                                        ("end__in", ["withdrawn", "lapsed", "granted"]), ("ended_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="application_ended_how_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("touched_at__gte", models.F("begun_at"))), name="touched_once_begun"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("reference", models.CharField(max_length=20)),
                        (
                            "answers",
                            models.JSONField(default=dict, help_text="The questions before beginning: code -> answer."),
                        ),
                        ("begun_at", models.DateTimeField()),
                        (
                            "touched_at",
                            models.DateTimeField(
                                help_text="When the applicant last changed anything: a draft's clock."
                            ),
                        ),
                        (
                            "warned",
                            models.PositiveSmallIntegerField(
                                default=0, help_text="Warnings sent since then that the draft will end."
                            ),
                        ),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("withdrawn", "Withdrawn"),
                                    ("lapsed", "Closed: not continued"),
                                    ("granted", "Title granted"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_why", models.TextField(blank=True)),
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
                                to="applications.application",
                            ),
                        ),
                        (
                            "user",
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
                            "pathway",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.pathway",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.pathwayversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CalendarDay",
                    fields=[
                        ("day", models.DateField(primary_key=True, serialize=False)),
                        ("number", models.PositiveIntegerField()),
                    ],
                    options={
                        "ordering": ["day"],
                        "indexes": [models.Index(fields=["number", "day"], name="applications_day_by_number")],
                    },
                ),
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "step",
                            models.CharField(
                                help_text="The code of the step in the version's document.", max_length=20
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("knowledge", "Technical knowledge"),
                                    ("experience", "Qualifying experience"),
                                    ("portfolio", "Portfolio"),
                                    ("admission", "Final application"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Being prepared"),
                                    ("fee", "Waiting for the fee"),
                                    ("assessment", "Being assessed"),
                                    ("information", "More information asked for"),
                                    ("not_yet", "Not met yet"),
                                    ("committee", "With the committee"),
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("withdrawn", "Withdrawn"),
                                    ("lapsed", "Closed: not continued"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        (
                            "whose",
                            models.CharField(
                                choices=[
                                    ("applicant", "The applicant"),
                                    ("supervisor", "A supervisor"),
                                    ("officer", "An officer"),
                                    ("committee", "The committee"),
                                    ("finance", "Finance"),
                                    ("nobody", "Nobody"),
                                ],
                                default="applicant",
                                max_length=10,
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="Grows with every change; a page posts what it saw."
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True, help_text="First submitted: the date of application.", null=True
                            ),
                        ),
                        (
                            "cleared_at",
                            models.DateTimeField(blank=True, help_text="The fee is paid, or none is asked.", null=True),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, help_text="When the decision that stands was made.", null=True
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("officer_since", models.DateTimeField(blank=True, null=True)),
                        (
                            "target_days",
                            models.PositiveSmallIntegerField(
                                default=20, help_text="Working days, of the version's document."
                            ),
                        ),
                        ("clock_used", models.PositiveIntegerField(default=0)),
                        ("clock_since", models.DateField(blank=True, null=True)),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, help_text="The last working day of the target while it runs.", null=True
                            ),
                        ),
                        (
                            "words",
                            models.TextField(
                                default="",
                                editable=False,
                                help_text="Reference, number, name and address in small letters: what is searched.",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases",
                                to="applications.application",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["application", "id"],
                        "indexes": [
                            models.Index(fields=["kind", "stage", "cleared_at", "id"], name="applications_case_queue"),
                            models.Index(fields=["officer", "stage"], name="applications_case_of_officer"),
                            models.Index(fields=["whose", "stage", "cleared_at"], name="applications_case_by_whose"),
                            models.Index(
                                condition=models.Q(("due_on__isnull", False)),
                                fields=["due_on"],
                                name="applications_case_due",
                            ),
                            models.Index(fields=["kind", "decided_at"], name="applications_case_decided"),
                            models.Index(fields=["submitted_at", "id"], name="applications_case_submitted"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["words"], name="applications_case_words", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("application", "step"), name="one_case_a_step"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["knowledge", "experience", "portfolio", "admission"])),
                                name="case_kind_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "whose__in",
                                        ["applicant", "supervisor", "officer", "committee", "finance", "nobody"],
                                    )
                                ),
                                name="case_whose_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("officer", None), ("officer_since", None)),
                                    models.Q(("officer__isnull", False), ("officer_since__isnull", False)),
                                    _connector="OR",
                                ),
                                name="case_has_its_officer_since",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["draft", "lapsed", "withdrawn"]),
                                    ("submitted_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="case_is_submitted_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["draft", "fee", "lapsed", "withdrawn"]),
                                    ("cleared_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="nothing_is_assessed_before_the_fee",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", False), ("stage__in", ["met", "not_met", "not_yet"])
                                    ),
                                    models.Q(("stage__in", ["met", "not_met", "not_yet"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="case_is_decided_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "withdrawn"), ("withdrawn_at__isnull", False)),
                                    models.Q(models.Q(("stage", "withdrawn"), _negated=True), ("withdrawn_at", None)),
                                    _connector="OR",
                                ),
                                name="case_is_withdrawn_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("clock_since", None), ("due_on", None)),
                                    models.Q(
                                        ("clock_since__isnull", False), ("due_on__isnull", False), ("whose", "officer")
                                    ),
                                    _connector="OR",
                                ),
                                name="clock_runs_while_an_officer_has_the_move",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "step",
                            models.CharField(
                                help_text="The code of the step in the version's document.", max_length=20
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("knowledge", "Technical knowledge"),
                                    ("experience", "Qualifying experience"),
                                    ("portfolio", "Portfolio"),
                                    ("admission", "Final application"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Being prepared"),
                                    ("fee", "Waiting for the fee"),
                                    ("assessment", "Being assessed"),
                                    ("information", "More information asked for"),
                                    ("not_yet", "Not met yet"),
                                    ("committee", "With the committee"),
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("withdrawn", "Withdrawn"),
                                    ("lapsed", "Closed: not continued"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        (
                            "whose",
                            models.CharField(
                                choices=[
                                    ("applicant", "The applicant"),
                                    ("supervisor", "A supervisor"),
                                    ("officer", "An officer"),
                                    ("committee", "The committee"),
                                    ("finance", "Finance"),
                                    ("nobody", "Nobody"),
                                ],
                                default="applicant",
                                max_length=10,
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveIntegerField(
                                default=1, help_text="Grows with every change; a page posts what it saw."
                            ),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(
                                blank=True, help_text="First submitted: the date of application.", null=True
                            ),
                        ),
                        (
                            "cleared_at",
                            models.DateTimeField(blank=True, help_text="The fee is paid, or none is asked.", null=True),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(
                                blank=True, help_text="When the decision that stands was made.", null=True
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("officer_since", models.DateTimeField(blank=True, null=True)),
                        (
                            "target_days",
                            models.PositiveSmallIntegerField(
                                default=20, help_text="Working days, of the version's document."
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.application",
                            ),
                        ),
                        (
                            "officer",
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
                                to="applications.case",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CaseFee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "by_transfer",
                            models.BooleanField(default=False, help_text="An employer pays against the invoice."),
                        ),
                        ("billed_at", models.DateTimeField()),
                        ("paid_at", models.DateTimeField(blank=True, null=True)),
                        ("let_go_at", models.DateTimeField(blank=True, null=True)),
                        ("reversed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reversed_why",
                            models.TextField(
                                blank=True, help_text="The error: it is noted here and given back in the shop."
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="fees", to="applications.case"
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shop.order"
                            ),
                        ),
                        (
                            "reversed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["billed_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("let_go_at", None)),
                                fields=("case",),
                                name="one_standing_fee_a_case",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("paid_at", None), ("let_go_at", None), _connector="OR"),
                                name="paid_fee_is_not_let_go",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("paid_at", None), ("paid_at__gte", models.F("billed_at")), _connector="OR"
                                ),
                                name="paid_once_billed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reversed_at", None), ("reversed_by", None), ("reversed_why", "")),
                                    models.Q(
                                        ("paid_at__isnull", False),
                                        ("reversed_at__isnull", False),
                                        ("reversed_by__isnull", False),
                                        models.Q(("reversed_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="fee_reversed_by_whom_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseFeeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "by_transfer",
                            models.BooleanField(default=False, help_text="An employer pays against the invoice."),
                        ),
                        ("billed_at", models.DateTimeField()),
                        ("paid_at", models.DateTimeField(blank=True, null=True)),
                        ("let_go_at", models.DateTimeField(blank=True, null=True)),
                        ("reversed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reversed_why",
                            models.TextField(
                                blank=True, help_text="The error: it is noted here and given back in the shop."
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.order",
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
                                to="applications.casefee",
                            ),
                        ),
                        (
                            "reversed_by",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CaseNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("words", models.TextField()),
                        (
                            "seen_by",
                            models.CharField(
                                choices=[
                                    ("officers", "Officers only"),
                                    ("committee", "Officers and the committee"),
                                    ("applicant", "The applicant too"),
                                ],
                                max_length=10,
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="applications.case",
                            ),
                        ),
                        (
                            "to",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Colleagues who are told of it.",
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), _negated=True), name="note_says_something"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CaseNoteEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("words", models.TextField()),
                        (
                            "seen_by",
                            models.CharField(
                                choices=[
                                    ("officers", "Officers only"),
                                    ("committee", "Officers and the committee"),
                                    ("applicant", "The applicant too"),
                                ],
                                max_length=10,
                            ),
                        ),
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
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
                                to="applications.casenote",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CasePaper",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("certificate", "Certified copy of a certificate"),
                                    ("recognition", "For recognition of prior qualifications"),
                                    ("course", "Proof of a passed course"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=120)),
                        ("added_at", models.DateTimeField(help_text="For what came by post: when it was received.")),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="papers",
                                to="applications.case",
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["added_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CasePaperEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("certificate", "Certified copy of a certificate"),
                                    ("recognition", "For recognition of prior qualifications"),
                                    ("course", "Proof of a passed course"),
                                    ("other", "Other"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=120)),
                        ("added_at", models.DateTimeField(help_text="For what came by post: when it was received.")),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
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
                            "case",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.case",
                            ),
                        ),
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
                                to="applications.casepaper",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CaseReading",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                help_text='"case", "reference:<uuid>", "paper:<uuid>", "pack:<id>".', max_length=60
                            ),
                        ),
                        ("on", models.DateField()),
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="applications.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("case", "by", "what", "on"), name="one_reading_a_day")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Closure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField()),
                        ("name", models.CharField(max_length=80)),
                    ],
                    options={
                        "ordering": ["-from_date"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("until_date__gte", models.F("from_date"))),
                                name="closure_ends_after_it_begins",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        applications.models.dated.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[]")
                                        ),
                                        "&&",
                                    )
                                ],
                                name="one_closure_at_a_time",
                            ),
                        ],
                    },
                ),
            ],
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="closure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_closureevent" ("from_date", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."from_date", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ae7cdd031c55be2b37eb17a12abead121a6b96e5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9dd46",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_closure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_closureevent" ("from_date", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."from_date", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="04afb50b7e2d92c97579bc532b7eedabd1a02b08",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4d9df",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_closure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_closureevent" ("from_date", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT old_values."from_date", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="fe8da0bfe73acaf0a8485c01cd41b9dc9950c65e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fdd16",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_closure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathway",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_pathwayevent" ("code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."code", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cdf27d166945c7656f4de909dfc97fbb27c5e011",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9acf2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_pathway",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathway",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_pathwayevent" ("code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT new_values."code", _pgh_attached_context.value, NOW(), \'update\', new_values."code", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."code") = (new_values."code") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="80a1dc548709f49e3b7801efe189ac4a384f1019",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cbd07",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_pathway",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathway",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_pathwayevent" ("code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") SELECT old_values."code", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a7ee216710572a21540a4c4311cf4a05aa9f0650",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9fd91",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_pathway",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="8b2e17dc4b0728724c8bf86206b072983ee1d94c",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_67ce9",
                            table="applications_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="7acd55a7b97b59ab05a46d4dfb3a65e5a044520f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_f849a",
                            table="applications_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="case_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."stage", \':\', NEW."stage") = ANY(\'{draft:fee,draft:assessment,draft:withdrawn,draft:lapsed,fee:draft,fee:assessment,fee:withdrawn,assessment:information,assessment:not_yet,assessment:committee,assessment:met,assessment:withdrawn,information:assessment,information:withdrawn,not_yet:assessment,not_yet:committee,not_yet:withdrawn,committee:assessment,committee:met,committee:not_yet,committee:not_met,committee:withdrawn,met:assessment,not_met:committee}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."stage" IS DISTINCT FROM NEW."stage") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "stage" from "%" to "%" on table %\', OLD."stage", NEW."stage", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="75faebeb0a1d86d20ded96f3ada5b4759e6e1b8e",
                            operation="UPDATE",
                            pgid="pgtrigger_case_moves_ddec0",
                            table="applications_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="case_begins_as_draft",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NOT (NEW.\"stage\" = 'draft'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;",
                            hash="e8bef650eade5e26a443451e87d9aaea84c3cd07",
                            operation="INSERT",
                            pgid="pgtrigger_case_begins_as_draft_2295a",
                            table="applications_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="case_stays_of_its_step",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."step" IS DISTINCT FROM (NEW."step") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d3a593c7645b983b99caaeaa78d530d5b718f0da",
                            operation="UPDATE",
                            pgid="pgtrigger_case_stays_of_its_step_e2bb3",
                            table="applications_case",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_caseevent" ("application_id", "cleared_at", "decided_at", "id", "kind", "officer_id", "officer_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "stage", "step", "submitted_at", "target_days", "uuid", "whose", "withdrawn_at") SELECT new_values."application_id", new_values."cleared_at", new_values."decided_at", new_values."id", new_values."kind", new_values."officer_id", new_values."officer_since", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revision", new_values."stage", new_values."step", new_values."submitted_at", new_values."target_days", new_values."uuid", new_values."whose", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="68f47144f7dbd9bafaf0ec20902a7acdeb41203c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c422b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_caseevent" ("application_id", "cleared_at", "decided_at", "id", "kind", "officer_id", "officer_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "stage", "step", "submitted_at", "target_days", "uuid", "whose", "withdrawn_at") SELECT new_values."application_id", new_values."cleared_at", new_values."decided_at", new_values."id", new_values."kind", new_values."officer_id", new_values."officer_since", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revision", new_values."stage", new_values."step", new_values."submitted_at", new_values."target_days", new_values."uuid", new_values."whose", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."application_id" IS DISTINCT FROM (new_values."application_id") OR old_values."cleared_at" IS DISTINCT FROM (new_values."cleared_at") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."officer_id" IS DISTINCT FROM (new_values."officer_id") OR old_values."officer_since" IS DISTINCT FROM (new_values."officer_since") OR old_values."revision" IS DISTINCT FROM (new_values."revision") OR old_values."stage" IS DISTINCT FROM (new_values."stage") OR old_values."step" IS DISTINCT FROM (new_values."step") OR old_values."submitted_at" IS DISTINCT FROM (new_values."submitted_at") OR old_values."target_days" IS DISTINCT FROM (new_values."target_days") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid") OR old_values."whose" IS DISTINCT FROM (new_values."whose") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9dae8e0eeb6dc53377f0bc7408351a62cc8e9c1b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e4e90",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="case",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_caseevent" ("application_id", "cleared_at", "decided_at", "id", "kind", "officer_id", "officer_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "stage", "step", "submitted_at", "target_days", "uuid", "whose", "withdrawn_at") SELECT old_values."application_id", old_values."cleared_at", old_values."decided_at", old_values."id", old_values."kind", old_values."officer_id", old_values."officer_since", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."revision", old_values."stage", old_values."step", old_values."submitted_at", old_values."target_days", old_values."uuid", old_values."whose", old_values."withdrawn_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="93f1683f8d262fb76224be60b53a47e074b375fb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_12c40",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_case",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="caseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="5fa7dfe361d466d704ed693031ca0e2620f7b676",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_ee2af",
                            table="applications_caseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="caseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3dd131534114f9d8aa949d5ade01e6600c3679f2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fef44",
                            table="applications_caseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casefee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="fb851b41dd8e334f39064f3fdbd8a5b43ada4211",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_c0dc8",
                            table="applications_casefee",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casefee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="c20f158057b7b0eaaf10b4152c40fd86c14c6124",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_0b54b",
                            table="applications_casefee",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casefee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="fee_stays_of_its_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."billed_at" IS DISTINCT FROM (NEW."billed_at") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."order_id" IS DISTINCT FROM (NEW."order_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a18896a318009ead439afd7debc27558693c4553",
                            operation="UPDATE",
                            pgid="pgtrigger_fee_stays_of_its_case_df6c1",
                            table="applications_casefee",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casefee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="paid_fee_stays_paid",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.paid_at IS NOT NULL) AND ROW(OLD.paid_at, OLD.let_go_at) IS DISTINCT FROM ROW(NEW.paid_at, NEW.let_go_at))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="27d43c4b3e4ef40e886dbc612624db5566beb8ca",
                            operation="UPDATE",
                            pgid="pgtrigger_paid_fee_stays_paid_0a7d3",
                            table="applications_casefee",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casefee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_casefeeevent" ("billed_at", "by_transfer", "case_id", "id", "let_go_at", "order_id", "paid_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reversed_at", "reversed_by_id", "reversed_why") SELECT new_values."billed_at", new_values."by_transfer", new_values."case_id", new_values."id", new_values."let_go_at", new_values."order_id", new_values."paid_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reversed_at", new_values."reversed_by_id", new_values."reversed_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="36af7bce438f5f5c3e6a62f86452fc8efbbe7421",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_39947",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_casefee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casefee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_casefeeevent" ("billed_at", "by_transfer", "case_id", "id", "let_go_at", "order_id", "paid_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reversed_at", "reversed_by_id", "reversed_why") SELECT new_values."billed_at", new_values."by_transfer", new_values."case_id", new_values."id", new_values."let_go_at", new_values."order_id", new_values."paid_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reversed_at", new_values."reversed_by_id", new_values."reversed_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d25fab22116e3df2564fcacd5b5fd6221a115d74",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c1ca3",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_casefee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casefee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_casefeeevent" ("billed_at", "by_transfer", "case_id", "id", "let_go_at", "order_id", "paid_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reversed_at", "reversed_by_id", "reversed_why") SELECT old_values."billed_at", old_values."by_transfer", old_values."case_id", old_values."id", old_values."let_go_at", old_values."order_id", old_values."paid_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reversed_at", old_values."reversed_by_id", old_values."reversed_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="680c342ec7e146f07f7fed7cb2295222387e6aeb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3c79d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_casefee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casefeeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="1a2aeaed838dbbcd46c8360104bf67a233411adc",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_091a8",
                            table="applications_casefeeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casefeeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d9bb1abe56823f6f906d5f33cafaeb66a68eb90b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_59738",
                            table="applications_casefeeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casenote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c5eaf142cd04012c69a26e0d806f6ce7f74e88c7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_3d6a8",
                            table="applications_casenote",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casenote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="42f63e16b3a9279a471773df5a7e0af682b0a19e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_a224f",
                            table="applications_casenote",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casenote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_casenoteevent" ("at", "by_id", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_by", "words") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."seen_by", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ef365b56a0bc7e501b8ab654fd26373e84ba0f06",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_34003",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_casenote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casenote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_casenoteevent" ("at", "by_id", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_by", "words") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."seen_by", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ca0655c49d3780c6d3ff15b9a6ab52786528a02d",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b7974",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_casenote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casenote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_casenoteevent" ("at", "by_id", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seen_by", "words") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."seen_by", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f169033e146082b5a85993832fd33d68c0b8216d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7254a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_casenote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casenoteevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="09e63202ac90b729abde0e9b202402696054047f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_8ae9e",
                            table="applications_casenoteevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casenoteevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="17f17769dd631cf50d6807df6f241d80ac52f35c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_60ea4",
                            table="applications_casenoteevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casepaper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="fb1e5bb3a8e955d62d9339c204c20cfcedb2adb4",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_67ee8",
                            table="applications_casepaper",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casepaper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="84cc54ebf3ddcbf425af909139a865047f35d68c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_98eeb",
                            table="applications_casepaper",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casepaper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="paper_stays_as_added",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a7548c4ba0ccc981110d7d67f43fa4f503e8a1e2",
                            operation="UPDATE",
                            pgid="pgtrigger_paper_stays_as_added_9e89c",
                            table="applications_casepaper",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casepaper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_casepaperevent" ("added_at", "added_by_id", "case_id", "document_id", "id", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "uuid") SELECT new_values."added_at", new_values."added_by_id", new_values."case_id", new_values."document_id", new_values."id", new_values."kind", new_values."label", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."removed_at", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3c4cbbf55956aeac0bd3314ca8ed15338ef0db2a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_117a8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_casepaper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casepaper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_casepaperevent" ("added_at", "added_by_id", "case_id", "document_id", "id", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "uuid") SELECT new_values."added_at", new_values."added_by_id", new_values."case_id", new_values."document_id", new_values."id", new_values."kind", new_values."label", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."removed_at", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2467c70e09f813596cb6f4faacda14b750353604",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5273d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_casepaper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casepaper",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_casepaperevent" ("added_at", "added_by_id", "case_id", "document_id", "id", "kind", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "uuid") SELECT old_values."added_at", old_values."added_by_id", old_values."case_id", old_values."document_id", old_values."id", old_values."kind", old_values."label", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."removed_at", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="57b788aa2b60db74ea74af6776cda4645ac15779",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a3da6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_casepaper",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casepaperevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="62b25d262c50d1fd27ebf1c6735ad4e6154bf3d7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_0e7f2",
                            table="applications_casepaperevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casepaperevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f802f5c74380a1078e7e11a87d8a7723af915521",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b6cfe",
                            table="applications_casepaperevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casereading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="46d72a0a01da55d233618b294b54bbe8804a1ffe",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_9cf4f",
                            table="applications_casereading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casereading",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="e79a3e298a298f8b1dab4ef3338a86e3287bfa34",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_3e414",
                            table="applications_casereading",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8891bd04bfaadeaae3b3959575eb43b7b11fa6ed",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1e2bd",
                            table="applications_closureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1318596efdb5695374c4e73393cbf122b52f8df9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c60e4",
                            table="applications_closureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeemember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_committeememberevent" ("body", "from_date", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date", "user_id") SELECT new_values."body", new_values."from_date", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_date", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1032655fb9d490f12fcf7e75c030e565e2e6e56e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_240cd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_committeemember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeemember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_committeememberevent" ("body", "from_date", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date", "user_id") SELECT new_values."body", new_values."from_date", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_date", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f44f26bb7f0f1a6dcf5dac8a7e91ad48a5f65004",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ba1e2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_committeemember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeemember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_committeememberevent" ("body", "from_date", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date", "user_id") SELECT old_values."body", old_values."from_date", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_date", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7a266fdbb693e077a3f216063a058f97cc5eefe7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_47dc4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_committeemember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeememberevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="a5b4fa321305c3bf2c0399f8b63296082ca14a2c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_eaeab",
                            table="applications_committeememberevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="committeememberevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="50853a092ceeb80a437fc91fa41fa5e3ce3c97d7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8c386",
                            table="applications_committeememberevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_courseevent" ("case_id", "code", "from_date", "id", "passed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "provider", "saved_at", "until_date", "uuid") SELECT new_values."case_id", new_values."code", new_values."from_date", new_values."id", new_values."passed_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proof_id", new_values."provider", new_values."saved_at", new_values."until_date", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="da3b3a7e3efc7e3d2f430411a4ad42bb1ad79fb6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2b6ba",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_course",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_courseevent" ("case_id", "code", "from_date", "id", "passed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "provider", "saved_at", "until_date", "uuid") SELECT new_values."case_id", new_values."code", new_values."from_date", new_values."id", new_values."passed_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proof_id", new_values."provider", new_values."saved_at", new_values."until_date", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="eace05537f3bb8af1a090a795e74e3faa8d10dc6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_84adb",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_course",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="course",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_courseevent" ("case_id", "code", "from_date", "id", "passed_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_id", "provider", "saved_at", "until_date", "uuid") SELECT old_values."case_id", old_values."code", old_values."from_date", old_values."id", old_values."passed_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proof_id", old_values."provider", old_values."saved_at", old_values."until_date", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2cbc7129d075de03e8d84bdafb961038fde8fe63",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_55dec",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_course",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="27aafe4babd4c225ab7b1ad8819cc3482babbc05",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_e6ff0",
                            table="applications_courseassessed",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="assessed_course_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."course_id" IS DISTINCT FROM (NEW."course_id") OR OLD."hours" IS DISTINCT FROM (NEW."hours") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="ddd504f5e9168040821a797ea7bfda6dbc94dfef",
                            operation="UPDATE",
                            pgid="pgtrigger_assessed_course_stays_1fe42",
                            table="applications_courseassessed",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_courseassessedevent" ("at", "by_id", "course_id", "hours", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "superseded_at", "verdict", "why") SELECT new_values."at", new_values."by_id", new_values."course_id", new_values."hours", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."superseded_at", new_values."verdict", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5e76d600f0d2e2a44a1948c931264ac0b634e3e9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ec11b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_courseassessed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_courseassessedevent" ("at", "by_id", "course_id", "hours", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "superseded_at", "verdict", "why") SELECT new_values."at", new_values."by_id", new_values."course_id", new_values."hours", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."superseded_at", new_values."verdict", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6696a3da2464a00bbf6488fdfb2acc782b399904",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_aa9d4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_courseassessed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_courseassessedevent" ("at", "by_id", "course_id", "hours", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "superseded_at", "verdict", "why") SELECT old_values."at", old_values."by_id", old_values."course_id", old_values."hours", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."superseded_at", old_values."verdict", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ee1bc30fd9a9bd4452f9fbe09cc9256991de3e07",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_344ff",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_courseassessed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseassessedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="2ae5145b9a39fee8f5d1e52f6ee182aaf5b70a7b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_dee4b",
                            table="applications_courseassessedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseassessedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="103ff98e5d1c5b81afd8c4e56d995d41d062356c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8a86c",
                            table="applications_courseassessedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="54c09b68b720ed0895298005509f609110cb0614",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_280f4",
                            table="applications_courseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="courseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="887d1e6a3f5581029356ad4e2aba0a27e671ca52",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b3dec",
                            table="applications_courseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="happening",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a390530482422528daba8e0804ab49c4dcff9d89",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_2cc22",
                            table="applications_happening",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="happening",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="47217bed414538117c3d6116e5e41152b121751b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_d9d2a",
                            table="applications_happening",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="544be3fa2ad1d3eddbc052378baa56b5296b60d0",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_2cd52",
                            table="applications_hold",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8253f92d6adf70200603470c873ae8ac1b7b292c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_a69d0",
                            table="applications_hold",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_holdevent" ("at", "by_id", "case_id", "ended_at", "ended_by_id", "ended_note", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."ended_at", new_values."ended_by_id", new_values."ended_note", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7687f7ba88c9c671cde8fc2a15d38e6b4fa52cf5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_94f7e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_hold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_holdevent" ("at", "by_id", "case_id", "ended_at", "ended_by_id", "ended_note", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."ended_at", new_values."ended_by_id", new_values."ended_note", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="44a369a1e264b78839d71dee811a900b7d0fb38a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_681a5",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_hold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_holdevent" ("at", "by_id", "case_id", "ended_at", "ended_by_id", "ended_note", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."ended_at", old_values."ended_by_id", old_values."ended_note", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8ccc11c7db6bf97bf51dfa73be3939cb6e10fef4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ba543",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_hold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="holdevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="e37fd2aaf4e8be82c58bbd2be70c0f8279f720d4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_8900b",
                            table="applications_holdevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="holdevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e647801ed52e5d2339ac747c71426009f80cdf7c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_81397",
                            table="applications_holdevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="a028ae6c991bd633c5c660baf7084763eb4e042f",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_40eb8",
                            table="applications_letter",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="a399986ddcfbdc2c99d4a4496720bed8efa76f6d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_7b852",
                            table="applications_letter",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="letter_stays_of_its_decision",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."decision_id" IS DISTINCT FROM (NEW."decision_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="08fe904a4b2b74d00e2ebab1d87b138b158df108",
                            operation="UPDATE",
                            pgid="pgtrigger_letter_stays_of_its_decision_f3abc",
                            table="applications_letter",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="released_letter_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.released_at IS NOT NULL) AND ROW(OLD.subject, OLD.body, OLD.released_at) IS DISTINCT FROM ROW(NEW.subject, NEW.body, NEW.released_at))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="1fffe1861f4e6c84699fb06d2d720fa8cae54fcb",
                            operation="UPDATE",
                            pgid="pgtrigger_released_letter_stays_38d04",
                            table="applications_letter",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_letterevent" ("application_id", "body", "case_id", "decision_id", "id", "message_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printout_id", "released_at", "subject", "uuid", "written_at", "written_by_id") SELECT new_values."application_id", new_values."body", new_values."case_id", new_values."decision_id", new_values."id", new_values."message_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."printout_id", new_values."released_at", new_values."subject", new_values."uuid", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6a52e75e2722ee70faa43d5af3f8ca8f0e142fce",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ccc54",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_letter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_letterevent" ("application_id", "body", "case_id", "decision_id", "id", "message_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printout_id", "released_at", "subject", "uuid", "written_at", "written_by_id") SELECT new_values."application_id", new_values."body", new_values."case_id", new_values."decision_id", new_values."id", new_values."message_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."printout_id", new_values."released_at", new_values."subject", new_values."uuid", new_values."written_at", new_values."written_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="abf9092eb7dc68f3281e32fbf2267f5c961ed86e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51b1b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_letter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letter",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_letterevent" ("application_id", "body", "case_id", "decision_id", "id", "message_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printout_id", "released_at", "subject", "uuid", "written_at", "written_by_id") SELECT old_values."application_id", old_values."body", old_values."case_id", old_values."decision_id", old_values."id", old_values."message_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."printout_id", old_values."released_at", old_values."subject", old_values."uuid", old_values."written_at", old_values."written_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c42ad8ac4283406bc1f53b72870f6a96ce0aa4c6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0a5f8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_letter",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="a65b8b6fc982d2d9f9bc1e3df9b7666be793cecb",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1366d",
                            table="applications_letterevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="letterevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f42d5c307915744155f4276c5b4ea7d5e4bac822",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ee399",
                            table="applications_letterevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="54a1955488e056dedfa0ff5f46cc7d6f2bde82b7",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_9b056",
                            table="applications_meeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8b5e3b3d9912cbde6ff05f090a32d51b30e2bfda",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_74c03",
                            table="applications_meeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="meeting_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."stage", \':\', NEW."stage") = ANY(\'{planned:papers_out,planned:cancelled,papers_out:planned,papers_out:held,papers_out:cancelled,held:released}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."stage" IS DISTINCT FROM NEW."stage") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "stage" from "%" to "%" on table %\', OLD."stage", NEW."stage", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="6e288c9c3bc48ea3d14a79acf0caffc466932df6",
                            operation="UPDATE",
                            pgid="pgtrigger_meeting_moves_2b3d2",
                            table="applications_meeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="released_meeting_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"stage\" = 'released')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a7723391a9a74a0590bc5f67b795d6978c496ad6",
                            operation="UPDATE",
                            pgid="pgtrigger_released_meeting_stays_5ed08",
                            table="applications_meeting",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_meetingevent" ("body", "held_at", "id", "least_lay", "least_professional", "minutes", "papers_at", "papers_due_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum", "released_at", "released_by_id", "stage", "starts_at", "uuid") SELECT new_values."body", new_values."held_at", new_values."id", new_values."least_lay", new_values."least_professional", new_values."minutes", new_values."papers_at", new_values."papers_due_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."quorum", new_values."released_at", new_values."released_by_id", new_values."stage", new_values."starts_at", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9aec2e9944f96eca9b96915e14f5cf454525ffa1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3d9f2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_meetingevent" ("body", "held_at", "id", "least_lay", "least_professional", "minutes", "papers_at", "papers_due_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum", "released_at", "released_by_id", "stage", "starts_at", "uuid") SELECT new_values."body", new_values."held_at", new_values."id", new_values."least_lay", new_values."least_professional", new_values."minutes", new_values."papers_at", new_values."papers_due_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."quorum", new_values."released_at", new_values."released_by_id", new_values."stage", new_values."starts_at", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="69f2ec9ded0e423e45a6259486d1ded830382ff6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c7177",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meeting",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_meetingevent" ("body", "held_at", "id", "least_lay", "least_professional", "minutes", "papers_at", "papers_due_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "quorum", "released_at", "released_by_id", "stage", "starts_at", "uuid") SELECT old_values."body", old_values."held_at", old_values."id", old_values."least_lay", old_values."least_professional", old_values."minutes", old_values."papers_at", old_values."papers_due_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."quorum", old_values."released_at", old_values."released_by_id", old_values."stage", old_values."starts_at", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="eb9c471cd334ccc9c9f6e9cdc0c926ca8b96146e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0a77d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_meeting",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="76fab9d59d1aa5ff29b70029877e6c31c8636f27",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_337e1",
                            table="applications_meetingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meetingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="db5b740263d7349679b0145ca082bcdb427dd123",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_68437",
                            table="applications_meetingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathwayevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="525e353e2024c979149ece14e1d22d5674a7e63d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_00413",
                            table="applications_pathwayevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathwayevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="af1832ca0932dc54f683d237a4b6d7ae535de43f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_47f08",
                            table="applications_pathwayevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathwayversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="version_stays_as_published",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."from_date" IS DISTINCT FROM (NEW."from_date") OR OLD."pathway_id" IS DISTINCT FROM (NEW."pathway_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="5cfef1f1cb506cd79475e8823e34fe207c62d953",
                            operation="UPDATE",
                            pgid="pgtrigger_version_stays_as_published_9a7a6",
                            table="applications_pathwayversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathwayversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_pathwayversionevent" ("document", "from_date", "id", "pathway_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date", "version") SELECT new_values."document", new_values."from_date", new_values."id", new_values."pathway_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_date", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f476f83c194b826bea151f396417b4dc4419c49c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_592f5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_pathwayversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathwayversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_pathwayversionevent" ("document", "from_date", "id", "pathway_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date", "version") SELECT new_values."document", new_values."from_date", new_values."id", new_values."pathway_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_date", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7816c052b551d9544ed1dae9cc0a3d418b64af40",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_40c1f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_pathwayversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathwayversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_pathwayversionevent" ("document", "from_date", "id", "pathway_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date", "version") SELECT old_values."document", old_values."from_date", old_values."id", old_values."pathway_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_date", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8dd3de90c0ffb0a1b88871ba9ebdff4c464bdad9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c2b7e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_pathwayversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="928e2d679fd7dbd7b61ae4d4c24efafaf61c7cd4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_39a31",
                            table="applications_applicationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="applicationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="630c1c333f6d410f309a87e3bbbc3af261f9a94f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4f572",
                            table="applications_applicationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="f80efb17654a18c605d22187e8dc7b49bd23974b",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_c6892",
                            table="applications_application",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="237f3ab329e2ffab6207884fcfc760999806a5cd",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4459a",
                            table="applications_application",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="version_is_of_its_pathway",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NOT EXISTS (SELECT FROM applications_pathwayversion\n                       WHERE id = NEW.version_id AND pathway_id = NEW.pathway_id) THEN\n            RAISE EXCEPTION 'the version is of another pathway' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="20543f1bcfe34ae49c1124b811d95c19e50ed534",
                            operation="INSERT",
                            pgid="pgtrigger_version_is_of_its_pathway_02941",
                            table="applications_application",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="application_keeps_its_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."pathway_id" IS DISTINCT FROM (NEW."pathway_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="5c46427a34b4200d487a09331300e64622d045c0",
                            operation="UPDATE",
                            pgid="pgtrigger_application_keeps_its_version_2c399",
                            table="applications_application",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ended_application_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ended_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="e2faa4544daaa01834f7d4fad414fa8fe30e0bf2",
                            operation="UPDATE",
                            pgid="pgtrigger_ended_application_stays_2c022",
                            table="applications_application",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_applicationevent" ("answers", "begun_at", "end", "ended_at", "ended_why", "id", "pathway_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "touched_at", "user_id", "uuid", "version_id", "warned") SELECT new_values."answers", new_values."begun_at", new_values."end", new_values."ended_at", new_values."ended_why", new_values."id", new_values."pathway_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."touched_at", new_values."user_id", new_values."uuid", new_values."version_id", new_values."warned" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="49cfda5a893c10067a8a455f0a606c123195abd7",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_60e1b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_application",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_applicationevent" ("answers", "begun_at", "end", "ended_at", "ended_why", "id", "pathway_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "touched_at", "user_id", "uuid", "version_id", "warned") SELECT new_values."answers", new_values."begun_at", new_values."end", new_values."ended_at", new_values."ended_why", new_values."id", new_values."pathway_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference", new_values."touched_at", new_values."user_id", new_values."uuid", new_values."version_id", new_values."warned" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="84aabcddf1f3766b4d998ca23cd23115ac5595e6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f714e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_application",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="application",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_applicationevent" ("answers", "begun_at", "end", "ended_at", "ended_why", "id", "pathway_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "touched_at", "user_id", "uuid", "version_id", "warned") SELECT old_values."answers", old_values."begun_at", old_values."end", old_values."ended_at", old_values."ended_why", old_values."id", old_values."pathway_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."touched_at", old_values."user_id", old_values."uuid", old_values."version_id", old_values."warned" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c5d3ad9a981da084b0886f6a6f941e31ffecd7b4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9016e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_application",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathwayversionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="65057078fb0096197ce84a46f6501df3a89203f2",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1aeb3",
                            table="applications_pathwayversionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pathwayversionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="aca845bce56263f84c7e114e34ca1fcd2971222b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3baf2",
                            table="applications_pathwayversionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="qualification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_qualificationevent" ("awarded_by", "awarded_on", "case_id", "certificate_id", "certified_as", "certified_by", "certified_on", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "route", "saved_at", "title") SELECT new_values."awarded_by", new_values."awarded_on", new_values."case_id", new_values."certificate_id", new_values."certified_as", new_values."certified_by", new_values."certified_on", new_values."code", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."route", new_values."saved_at", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e5c65563b871f8b40c6987d28082677854de68a4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6ebf5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_qualification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="qualification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_qualificationevent" ("awarded_by", "awarded_on", "case_id", "certificate_id", "certified_as", "certified_by", "certified_on", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "route", "saved_at", "title") SELECT new_values."awarded_by", new_values."awarded_on", new_values."case_id", new_values."certificate_id", new_values."certified_as", new_values."certified_by", new_values."certified_on", new_values."code", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."route", new_values."saved_at", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8c21360260bdb3b2e9998065c0c390fff7c95e62",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_270a1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_qualification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="qualification",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_qualificationevent" ("awarded_by", "awarded_on", "case_id", "certificate_id", "certified_as", "certified_by", "certified_on", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "route", "saved_at", "title") SELECT old_values."awarded_by", old_values."awarded_on", old_values."case_id", old_values."certificate_id", old_values."certified_as", old_values."certified_by", old_values."certified_on", old_values."code", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."route", old_values."saved_at", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1e4aa499dd94d743b24310cec491162ae0d9faf9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8b834",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_qualification",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="qualificationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="39dab63591b53660e51a2935774e6a27b690d97e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c03bc",
                            table="applications_qualificationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="qualificationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e269226ca9e151ed44f6b86f83c13a60a9bb1bde",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3a586",
                            table="applications_qualificationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="02ccf59e6133fa1e5bd536dc865c907500c8f4d8",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_f7071",
                            table="applications_reference",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="63cfffc3f5cc30772085ff72c8d1dbf2e6b7dc6b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_5b8b3",
                            table="applications_reference",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="signed_reference_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."signed_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="552469246930a503f59c660ac43f854ebfdf317d",
                            operation="UPDATE",
                            pgid="pgtrigger_signed_reference_stays_27a41",
                            table="applications_reference",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_referenceevent" ("asked_id", "doubts", "from_date", "heads", "id", "letter_id", "number", "person_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "privacy_version", "regulator", "saved_at", "sha256", "signed_at", "signed_from", "signed_name", "statement", "until_date", "version") SELECT new_values."asked_id", new_values."doubts", new_values."from_date", new_values."heads", new_values."id", new_values."letter_id", new_values."number", new_values."person_kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."privacy_version", new_values."regulator", new_values."saved_at", new_values."sha256", new_values."signed_at", new_values."signed_from", new_values."signed_name", new_values."statement", new_values."until_date", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8ba92c5ccc117ba15c9dd6abb37b555254036198",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_32803",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_reference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_referenceevent" ("asked_id", "doubts", "from_date", "heads", "id", "letter_id", "number", "person_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "privacy_version", "regulator", "saved_at", "sha256", "signed_at", "signed_from", "signed_name", "statement", "until_date", "version") SELECT new_values."asked_id", new_values."doubts", new_values."from_date", new_values."heads", new_values."id", new_values."letter_id", new_values."number", new_values."person_kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."privacy_version", new_values."regulator", new_values."saved_at", new_values."sha256", new_values."signed_at", new_values."signed_from", new_values."signed_name", new_values."statement", new_values."until_date", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ec7a0450fb201d19a479b1d23142954545f4b3ad",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e2ac2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_reference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_referenceevent" ("asked_id", "doubts", "from_date", "heads", "id", "letter_id", "number", "person_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "privacy_version", "regulator", "saved_at", "sha256", "signed_at", "signed_from", "signed_name", "statement", "until_date", "version") SELECT old_values."asked_id", old_values."doubts", old_values."from_date", old_values."heads", old_values."id", old_values."letter_id", old_values."number", old_values."person_kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."privacy_version", old_values."regulator", old_values."saved_at", old_values."sha256", old_values."signed_at", old_values."signed_from", old_values."signed_name", old_values."statement", old_values."until_date", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="77057464a282206d991f73ff645183e2ce01ce50",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fa2e4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_reference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceaskedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="c6d99133cfab7fd79973138686479f6d09c7aeed",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_cd5b1",
                            table="applications_referenceaskedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceaskedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="18af30929fd25e46fe4183ac1cab4b00dc441d4d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_99148",
                            table="applications_referenceaskedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="9495f09e8535e92f211c1080eb23095ed0f0c1a7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_6119b",
                            table="applications_referenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2c22f36e30fa0e931b39e6fd65182d7f44686aa3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_30a2a",
                            table="applications_referenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referencelink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="674575610094d03751f771a23d560e655ab50023",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_49ef3",
                            table="applications_referencelink",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referencelink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="a89997198f0868cb3e1d312b7fc2870824abca9f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4a2a5",
                            table="applications_referencelink",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referencelink",
                    trigger=pgtrigger.compiler.Trigger(
                        name="link_stays_as_sent",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_id" IS DISTINCT FROM (NEW."asked_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."token_hash" IS DISTINCT FROM (NEW."token_hash"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="95d8038a5d3214d82b2050c1a4a5794839d2c261",
                            operation="UPDATE",
                            pgid="pgtrigger_link_stays_as_sent_98862",
                            table="applications_referencelink",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="21e730d2e61edbdacde26dc3e4fac242abe532b5",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_b513a",
                            table="applications_referral",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="d2dd69e16b819616fc2d5333936305fb069ee79e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_8ec73",
                            table="applications_referral",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="referral_stays_as_made",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."cause" IS DISTINCT FROM (NEW."cause") OR OLD."paper" IS DISTINCT FROM (NEW."paper") OR OLD."question" IS DISTINCT FROM (NEW."question"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b4928c7d9d0090303724d254cbedc19f97eae84e",
                            operation="UPDATE",
                            pgid="pgtrigger_referral_stays_as_made_20e19",
                            table="applications_referral",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_referralevent" ("at", "body", "by_id", "case_id", "cause", "ended_at", "id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question") SELECT new_values."at", new_values."body", new_values."by_id", new_values."case_id", new_values."cause", new_values."ended_at", new_values."id", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."question" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="aa9594469034753b075579a3a83aefa8c6fded0f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3c634",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_referralevent" ("at", "body", "by_id", "case_id", "cause", "ended_at", "id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question") SELECT new_values."at", new_values."body", new_values."by_id", new_values."case_id", new_values."cause", new_values."ended_at", new_values."id", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."question" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e4ffcdd011f2810da226e0cb7ac66f52b40ef041",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ca082",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referral",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_referralevent" ("at", "body", "by_id", "case_id", "cause", "ended_at", "id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question") SELECT old_values."at", old_values."body", old_values."by_id", old_values."case_id", old_values."cause", old_values."ended_at", old_values."id", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."question" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c0c8ec2a710b6a19ec183db4fcd9bdbc5b6684ad",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1cc9e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_referral",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reconsiderationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="13a5d7f9e863f32962baea1c7d45cd03c25ccfe6",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_ffb10",
                            table="applications_reconsiderationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reconsiderationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c10d73b09e8e243cff5dfe05f2582a8093a124e6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9f583",
                            table="applications_reconsiderationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reconsideration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="78d556e17d2e0deb6156c91b3cf1f75fdce2113f",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_81f70",
                            table="applications_reconsideration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reconsideration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8c35e9859f74e2aa498e6251a735a531b0b70a8f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c8bd9",
                            table="applications_reconsideration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reconsideration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="reconsideration_stays_as_asked",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."decision_id" IS DISTINCT FROM (NEW."decision_id") OR OLD."last_day" IS DISTINCT FROM (NEW."last_day") OR OLD."late" IS DISTINCT FROM (NEW."late") OR OLD."reasons" IS DISTINCT FROM (NEW."reasons") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."to" IS DISTINCT FROM (NEW."to") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="2375a94eba23fd8e4326bf412f0250de549b50ab",
                            operation="UPDATE",
                            pgid="pgtrigger_reconsideration_stays_as_asked_f5b62",
                            table="applications_reconsideration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reconsideration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_reconsiderationevent" ("asked_at", "asked_by_id", "case_id", "decision_id", "id", "last_day", "late", "late_allowed_by_id", "late_allowed_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "received_on", "referral_id", "to", "uuid", "wants_hearing") SELECT new_values."asked_at", new_values."asked_by_id", new_values."case_id", new_values."decision_id", new_values."id", new_values."last_day", new_values."late", new_values."late_allowed_by_id", new_values."late_allowed_why", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reasons", new_values."received_on", new_values."referral_id", new_values."to", new_values."uuid", new_values."wants_hearing" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="52be2a7768a7b334fac1532ef82d8d5974fd79f5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_346ed",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_reconsideration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reconsideration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_reconsiderationevent" ("asked_at", "asked_by_id", "case_id", "decision_id", "id", "last_day", "late", "late_allowed_by_id", "late_allowed_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "received_on", "referral_id", "to", "uuid", "wants_hearing") SELECT new_values."asked_at", new_values."asked_by_id", new_values."case_id", new_values."decision_id", new_values."id", new_values."last_day", new_values."late", new_values."late_allowed_by_id", new_values."late_allowed_why", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reasons", new_values."received_on", new_values."referral_id", new_values."to", new_values."uuid", new_values."wants_hearing" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f6f0cbca6c3b5d63c009e8d1f2056db7e8b10ad8",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f9afd",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_reconsideration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reconsideration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_reconsiderationevent" ("asked_at", "asked_by_id", "case_id", "decision_id", "id", "last_day", "late", "late_allowed_by_id", "late_allowed_why", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "received_on", "referral_id", "to", "uuid", "wants_hearing") SELECT old_values."asked_at", old_values."asked_by_id", old_values."case_id", old_values."decision_id", old_values."id", old_values."last_day", old_values."late", old_values."late_allowed_by_id", old_values."late_allowed_why", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reasons", old_values."received_on", old_values."referral_id", old_values."to", old_values."uuid", old_values."wants_hearing" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="fe4608927ee01ad1fa548d6d5380df18ec23458e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_294e8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_reconsideration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitemevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="4c124f5a9bc9a7207889bf57c299bd869a7d60f3",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_b61c2",
                            table="applications_agendaitemevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitemevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2665d8390514e95d3d8b43fb35980fb51a9097d0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d3b51",
                            table="applications_agendaitemevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="153018a060b9a89bb6bc3aee9e67c742208ccd6f",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_6930c",
                            table="applications_agendaitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="db66f4a4103deeac745dd819b147b611000cda4e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4c2a2",
                            table="applications_agendaitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="item_stays_of_its_meeting",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."listed_at" IS DISTINCT FROM (NEW."listed_at") OR OLD."listed_by_id" IS DISTINCT FROM (NEW."listed_by_id") OR OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."referral_id" IS DISTINCT FROM (NEW."referral_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="22f7330cdd7c2f73fc6ee4f42462762d56e2b524",
                            operation="UPDATE",
                            pgid="pgtrigger_item_stays_of_its_meeting_e8838",
                            table="applications_agendaitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="released_item_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decision_id" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d0db8d222c163e7946bf3d884d414b03449ea4ea",
                            operation="UPDATE",
                            pgid="pgtrigger_released_item_stays_1ad15",
                            table="applications_agendaitem",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_agendaitemevent" ("decision_id", "id", "listed_at", "listed_by_id", "meeting_id", "number", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "referral_id", "taken_off_at", "taken_off_why", "told_at") SELECT new_values."decision_id", new_values."id", new_values."listed_at", new_values."listed_by_id", new_values."meeting_id", new_values."number", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reasons", new_values."recorded_at", new_values."recorded_by_id", new_values."referral_id", new_values."taken_off_at", new_values."taken_off_why", new_values."told_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ed97849336040ced1f0c3468ce1bf266bf05ba57",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3aac3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_agendaitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_agendaitemevent" ("decision_id", "id", "listed_at", "listed_by_id", "meeting_id", "number", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "referral_id", "taken_off_at", "taken_off_why", "told_at") SELECT new_values."decision_id", new_values."id", new_values."listed_at", new_values."listed_by_id", new_values."meeting_id", new_values."number", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reasons", new_values."recorded_at", new_values."recorded_by_id", new_values."referral_id", new_values."taken_off_at", new_values."taken_off_why", new_values."told_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5abf58b21e70b7d8655a6d6c1a70d1f5405ec1e5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3b6c6",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_agendaitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agendaitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_agendaitemevent" ("decision_id", "id", "listed_at", "listed_by_id", "meeting_id", "number", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "referral_id", "taken_off_at", "taken_off_why", "told_at") SELECT old_values."decision_id", old_values."id", old_values."listed_at", old_values."listed_by_id", old_values."meeting_id", old_values."number", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reasons", old_values."recorded_at", old_values."recorded_by_id", old_values."referral_id", old_values."taken_off_at", old_values."taken_off_why", old_values."told_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cb847134803edc49d3fab0504b3c26314284c12c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_14e35",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_agendaitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referralevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="d80d97feeedc7b33a48430f0b96c6a9d0367583f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_5172c",
                            table="applications_referralevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referralevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6ba0dc82271d5e3aeecef225dc35516180029375",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c120b",
                            table="applications_referralevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="role",
                    trigger=pgtrigger.compiler.Trigger(
                        name="role_stays_of_its_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="67f8298de3140283a0b8f4fcd1c4d7584f282a5b",
                            operation="UPDATE",
                            pgid="pgtrigger_role_stays_of_its_case_885d0",
                            table="applications_role",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="role",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_roleevent" ("case_id", "description", "employer", "from_date", "id", "kind", "other_work", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "supervisor_email", "supervisor_name", "tasks", "title", "until_date", "uuid", "weekly_hours") SELECT new_values."case_id", new_values."description", new_values."employer", new_values."from_date", new_values."id", new_values."kind", new_values."other_work", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."saved_at", new_values."supervisor_email", new_values."supervisor_name", new_values."tasks", new_values."title", new_values."until_date", new_values."uuid", new_values."weekly_hours" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2813433a9216c9382e3e54bba405acc4da233c13",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_143c7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_role",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="role",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_roleevent" ("case_id", "description", "employer", "from_date", "id", "kind", "other_work", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "supervisor_email", "supervisor_name", "tasks", "title", "until_date", "uuid", "weekly_hours") SELECT new_values."case_id", new_values."description", new_values."employer", new_values."from_date", new_values."id", new_values."kind", new_values."other_work", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."saved_at", new_values."supervisor_email", new_values."supervisor_name", new_values."tasks", new_values."title", new_values."until_date", new_values."uuid", new_values."weekly_hours" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6c89275d1b45b5999d497344dc2ecf4cfaa5311c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b7f0f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_role",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="role",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_roleevent" ("case_id", "description", "employer", "from_date", "id", "kind", "other_work", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "supervisor_email", "supervisor_name", "tasks", "title", "until_date", "uuid", "weekly_hours") SELECT old_values."case_id", old_values."description", old_values."employer", old_values."from_date", old_values."id", old_values."kind", old_values."other_work", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."saved_at", old_values."supervisor_email", old_values."supervisor_name", old_values."tasks", old_values."title", old_values."until_date", old_values."uuid", old_values."weekly_hours" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="942b95b815e209f2c7762fddc24e3a82ab6a76da",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5d592",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_role",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceasked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="d1ea8c259dae180044f2cc03f236d4dc1f767dce",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_e4104",
                            table="applications_referenceasked",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceasked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="b6004ab05896563b5262f43572280a5ad3d1e79d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_859c4",
                            table="applications_referenceasked",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceasked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="reference_is_asked_of_one_person",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="ede75ec63e44e2ce23ec9be9e66d3204f4bc445a",
                            operation="UPDATE",
                            pgid="pgtrigger_reference_is_asked_of_one_person_be1d8",
                            table="applications_referenceasked",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceasked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ended_asking_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.stage <> 'open') AND ROW(OLD.stage, OLD.ended_at) IS DISTINCT FROM ROW(NEW.stage, NEW.ended_at))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="bafcea68f3cdef48f004e50b90c9bef11ee36b87",
                            operation="UPDATE",
                            pgid="pgtrigger_ended_asking_stays_a7b7c",
                            table="applications_referenceasked",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceasked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_referenceaskedevent" ("asked_at", "asked_by_id", "case_id", "due_on", "email", "ended_at", "ended_why", "exception_at", "exception_by_id", "exception_why", "follows_id", "headed_paper", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded", "stage", "uuid") SELECT new_values."asked_at", new_values."asked_by_id", new_values."case_id", new_values."due_on", new_values."email", new_values."ended_at", new_values."ended_why", new_values."exception_at", new_values."exception_by_id", new_values."exception_why", new_values."follows_id", new_values."headed_paper", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reminded", new_values."stage", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="31857e965d6a5f336ddc1d1267d0c008669f9c26",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3aaaa",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_referenceasked",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceasked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_referenceaskedevent" ("asked_at", "asked_by_id", "case_id", "due_on", "email", "ended_at", "ended_why", "exception_at", "exception_by_id", "exception_why", "follows_id", "headed_paper", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded", "stage", "uuid") SELECT new_values."asked_at", new_values."asked_by_id", new_values."case_id", new_values."due_on", new_values."email", new_values."ended_at", new_values."ended_why", new_values."exception_at", new_values."exception_by_id", new_values."exception_why", new_values."follows_id", new_values."headed_paper", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reminded", new_values."stage", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c6ed13b445cb0788a40e12db6930a404f56ca9e4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1010d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_referenceasked",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referenceasked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_referenceaskedevent" ("asked_at", "asked_by_id", "case_id", "due_on", "email", "ended_at", "ended_why", "exception_at", "exception_by_id", "exception_why", "follows_id", "headed_paper", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded", "stage", "uuid") SELECT old_values."asked_at", old_values."asked_by_id", old_values."case_id", old_values."due_on", old_values."email", old_values."ended_at", old_values."ended_why", old_values."exception_at", old_values."exception_by_id", old_values."exception_why", old_values."follows_id", old_values."headed_paper", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reminded", old_values."stage", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="89153f76e4a7c5107e57fd9184daa158ad92229b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e123c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_referenceasked",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaveevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="9cf25c0edc57dfb57fb07668c591979c98101a9e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_863b4",
                            table="applications_leaveevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaveevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="78464172fdd00d9b442820cd3d7a13ba57f8cfd6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0a196",
                            table="applications_leaveevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_leaveevent" ("from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "until_date") SELECT new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role_id", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f707d45043f133bb0c57422fae0f4e0c2c35a15f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a9459",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_leave",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_leaveevent" ("from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "until_date") SELECT new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role_id", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="62ae3baad2a77f66ff18074bcfcbe7f0df3a1ee1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c0616",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_leave",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leave",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_leaveevent" ("from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "until_date") SELECT old_values."from_date", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role_id", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="fc50027b602a7d4f819d3cc02459f6651045d218",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b9787",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_leave",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roleassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="cab37f3074dcddf49a157f27165933e5982bdab5",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_dc692",
                            table="applications_roleassessed",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roleassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="assessed_role_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."from_date" IS DISTINCT FROM (NEW."from_date") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."role_id" IS DISTINCT FROM (NEW."role_id") OR OLD."until_date" IS DISTINCT FROM (NEW."until_date") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."weekly_hours" IS DISTINCT FROM (NEW."weekly_hours") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="fb4863c311b2b14ba14bc7aed5d26db3a3a563e2",
                            operation="UPDATE",
                            pgid="pgtrigger_assessed_role_stays_80fcf",
                            table="applications_roleassessed",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roleassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_roleassessedevent" ("at", "by_id", "from_date", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "superseded_at", "until_date", "verdict", "weekly_hours", "why") SELECT new_values."at", new_values."by_id", new_values."from_date", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role_id", new_values."superseded_at", new_values."until_date", new_values."verdict", new_values."weekly_hours", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="820f806d92b6fc1d8e87a67cacf08e6a2130620f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_81e55",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_roleassessed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roleassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_roleassessedevent" ("at", "by_id", "from_date", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "superseded_at", "until_date", "verdict", "weekly_hours", "why") SELECT new_values."at", new_values."by_id", new_values."from_date", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role_id", new_values."superseded_at", new_values."until_date", new_values."verdict", new_values."weekly_hours", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="839b105415bd506647ad0b3642252bab5abe6aa3",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_735d4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_roleassessed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roleassessed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_roleassessedevent" ("at", "by_id", "from_date", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "superseded_at", "until_date", "verdict", "weekly_hours", "why") SELECT old_values."at", old_values."by_id", old_values."from_date", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role_id", old_values."superseded_at", old_values."until_date", old_values."verdict", old_values."weekly_hours", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6f78c7dc43ea4519e8e65e8ae595ffd253ef6773",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2dd8e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_roleassessed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roleassessedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="e9b5faec443a405746fc4cff3afe8e21554bd380",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_e7be7",
                            table="applications_roleassessedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roleassessedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a66dfd34268dbe3070c4524e5404c11d1905ef0f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9b9ee",
                            table="applications_roleassessedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="4e3f3b21d89494fe48d96fefbd1456fd6d1122a1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_0bd2b",
                            table="applications_roleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="roleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="301513a693c891384ebc757de933fce598f6a22f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_33c71",
                            table="applications_roleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="seat",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_seatevent" ("attended", "chairs", "id", "meeting_id", "member_id", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."attended", new_values."chairs", new_values."id", new_values."meeting_id", new_values."member_id", new_values."pack_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a401498060250eb8ae088bd65bf412b4722a3ad5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ec994",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_seat",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="seat",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_seatevent" ("attended", "chairs", "id", "meeting_id", "member_id", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."attended", new_values."chairs", new_values."id", new_values."meeting_id", new_values."member_id", new_values."pack_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="69667614d53fe6347a97b3bbe59b8099d834f508",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cdffb",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_seat",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="seat",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_seatevent" ("attended", "chairs", "id", "meeting_id", "member_id", "pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."attended", old_values."chairs", old_values."id", old_values."meeting_id", old_values."member_id", old_values."pack_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="20ef2aa1be04f695b393235a4f5f83095e6d6790",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c69f8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_seat",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="100d5db18e959c942ffac18add3a92459b91deb9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_ab01e",
                            table="applications_interestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5bc45cdf2dfc57453a9525c5d636ffb3ac07ed75",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_900cd",
                            table="applications_interestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8713bbbfbb53d50bcb09566e962256ad1ed47259",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_b3872",
                            table="applications_interest",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="33604c192897db2b1c8494a4c1565a7366dd0b08",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_257c1",
                            table="applications_interest",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="conflict_is_ones_own",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NOT EXISTS (SELECT FROM applications_agendaitem item JOIN applications_seat seat\n                       ON seat.meeting_id = item.meeting_id\n                       WHERE item.id = NEW.item_id AND seat.id = NEW.seat_id) THEN\n            RAISE EXCEPTION 'the seat is of another meeting' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="7ae17b063b2377af723536878b2bf92cd730fbff",
                            operation="INSERT",
                            pgid="pgtrigger_conflict_is_ones_own_1e55c",
                            table="applications_interest",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_interestevent" ("at", "conflicted", "id", "item_id", "nature", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") SELECT new_values."at", new_values."conflicted", new_values."id", new_values."item_id", new_values."nature", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."seat_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0c26103b07a229a43a5ac3df8a828f7eb0700f96",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1b41c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_interest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_interestevent" ("at", "conflicted", "id", "item_id", "nature", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") SELECT new_values."at", new_values."conflicted", new_values."id", new_values."item_id", new_values."nature", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."seat_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="67b792b38deeaa7ad1dd3b62687f2f0b1810cc90",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e85e8",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_interest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="interest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_interestevent" ("at", "conflicted", "id", "item_id", "nature", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id") SELECT old_values."at", old_values."conflicted", old_values."id", old_values."item_id", old_values."nature", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."seat_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5ffe634bd8b64c5cc69ef29ccc1d97b05cb9c2ea",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bf8b2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_interest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="seatevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="4f0b24819e84f1da7a507b8ed69a296ce4db05a0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c0f7d",
                            table="applications_seatevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="seatevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7c9b85d643afbc39740b0e6f706666652eb265e1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a9415",
                            table="applications_seatevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ccb5549ed0e6003ac27705e5340be0bad68db913",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_98d5e",
                            table="applications_submission",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="submission",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="11c9304f3616c8ed30f757f4e47455b62ce7eec6",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_80d1b",
                            table="applications_submission",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionverdictevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="54ea7b30f424cf3503a809973c7c313ad8a498ee",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_36ab5",
                            table="applications_sectionverdictevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionverdictevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="eff44b40ca80c738bd23a9099df7d403ad9636bf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_654b5",
                            table="applications_sectionverdictevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionverdict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="074406e3aa5a58cad753a3065aced4812d503dc4",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_4d316",
                            table="applications_sectionverdict",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionverdict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="nobody_judges_their_own",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE address text; owner bigint;",
                            func="\n        SELECT lower(email) INTO address FROM members_user WHERE id = NEW.by_id;\n        SELECT application.user_id INTO owner FROM applications_case matter\n            JOIN applications_application application ON application.id = matter.application_id\n            WHERE matter.id = NEW.case_id;\n        IF owner = NEW.by_id\n            OR EXISTS (SELECT FROM applications_referenceasked\n                       WHERE case_id = NEW.case_id AND lower(email) = address)\n            OR EXISTS (SELECT FROM applications_role WHERE case_id = NEW.case_id AND lower(supervisor_email) = address)\n        THEN\n            RAISE EXCEPTION 'nobody judges a case of their own' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="34619b71d37f896ad22a6ed808016e29a8aba5a6",
                            operation="INSERT",
                            pgid="pgtrigger_nobody_judges_their_own_69c8d",
                            table="applications_sectionverdict",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionverdict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="section_verdict_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."passed" IS DISTINCT FROM (NEW."passed") OR OLD."reasons" IS DISTINCT FROM (NEW."reasons") OR OLD."section" IS DISTINCT FROM (NEW."section") OR OLD."submission_id" IS DISTINCT FROM (NEW."submission_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="340bd96e18712646f931a4e2789110188f27a744",
                            operation="UPDATE",
                            pgid="pgtrigger_section_verdict_stays_cb0e6",
                            table="applications_sectionverdict",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionverdict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_sectionverdictevent" ("at", "by_id", "case_id", "id", "passed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "section", "submission_id", "superseded_at") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."passed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reasons", new_values."section", new_values."submission_id", new_values."superseded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="471ce6acb781bc7ef48c85bb6d553852aeda363b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a7964",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_sectionverdict",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionverdict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_sectionverdictevent" ("at", "by_id", "case_id", "id", "passed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "section", "submission_id", "superseded_at") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."passed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reasons", new_values."section", new_values."submission_id", new_values."superseded_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8949f5f2fdfacf1945800ea79f449b6882dcbbd5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b1d3b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_sectionverdict",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sectionverdict",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_sectionverdictevent" ("at", "by_id", "case_id", "id", "passed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "section", "submission_id", "superseded_at") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."id", old_values."passed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reasons", old_values."section", old_values."submission_id", old_values."superseded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3f54057ebb943e09412b7c549af745e17370789c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b4a31",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_sectionverdict",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decisionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="bb4c35ca7ad65379cbef72ff8fdc35a9907ff64d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_645e7",
                            table="applications_decisionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decisionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b3d343f1c927eb3f2949e8cbfc96c688b75b1a47",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9c8cd",
                            table="applications_decisionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="5c6ef5e7ab9fa0962407abab34e4c89bafeda841",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_e89e6",
                            table="applications_decision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="0a062970635b8bc3f11ee30f4b2e8d79537b420c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_8055e",
                            table="applications_decision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="nobody_judges_their_own",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE address text; owner bigint;",
                            func="\n        SELECT lower(email) INTO address FROM members_user WHERE id = NEW.by_id;\n        SELECT application.user_id INTO owner FROM applications_case matter\n            JOIN applications_application application ON application.id = matter.application_id\n            WHERE matter.id = NEW.case_id;\n        IF owner = NEW.by_id\n            OR EXISTS (SELECT FROM applications_referenceasked\n                       WHERE case_id = NEW.case_id AND lower(email) = address)\n            OR EXISTS (SELECT FROM applications_role WHERE case_id = NEW.case_id AND lower(supervisor_email) = address)\n        THEN\n            RAISE EXCEPTION 'nobody judges a case of their own' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="851669e877cad063048666f4528c58dd064c26ff",
                            operation="INSERT",
                            pgid="pgtrigger_nobody_judges_their_own_71dde",
                            table="applications_decision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="decision_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."expected_on" IS DISTINCT FROM (NEW."expected_on") OR OLD."expected_why" IS DISTINCT FROM (NEW."expected_why") OR OLD."hours_accepted" IS DISTINCT FROM (NEW."hours_accepted") OR OLD."hours_claimed" IS DISTINCT FROM (NEW."hours_claimed") OR OLD."ledger" IS DISTINCT FROM (NEW."ledger") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."request_id" IS DISTINCT FROM (NEW."request_id") OR OLD."sections" IS DISTINCT FROM (NEW."sections") OR OLD."submission_id" IS DISTINCT FROM (NEW."submission_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="0e87b227983b7e4ec1039fd9c26c67770dc80775",
                            operation="UPDATE",
                            pgid="pgtrigger_decision_stays_96b4d",
                            table="applications_decision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="reversed_stays_reversed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."reversed_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="d8fc6ffe84ee22e3686b978eac9ebf57a89e8b88",
                            operation="UPDATE",
                            pgid="pgtrigger_reversed_stays_reversed_6a153",
                            table="applications_decision",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_decisionevent" ("at", "body", "by_id", "case_id", "expected_on", "expected_why", "hours_accepted", "hours_claimed", "id", "ledger", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "reversed_at", "reversed_by_id", "reversed_why", "sections", "submission_id", "uuid", "why") SELECT new_values."at", new_values."body", new_values."by_id", new_values."case_id", new_values."expected_on", new_values."expected_why", new_values."hours_accepted", new_values."hours_claimed", new_values."id", new_values."ledger", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."request_id", new_values."reversed_at", new_values."reversed_by_id", new_values."reversed_why", new_values."sections", new_values."submission_id", new_values."uuid", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="190ae6cf1b2e3f1506c8d30f5dae8cb79e6556d0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_87166",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="applications_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_decisionevent" ("at", "body", "by_id", "case_id", "expected_on", "expected_why", "hours_accepted", "hours_claimed", "id", "ledger", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "reversed_at", "reversed_by_id", "reversed_why", "sections", "submission_id", "uuid", "why") SELECT new_values."at", new_values."body", new_values."by_id", new_values."case_id", new_values."expected_on", new_values."expected_why", new_values."hours_accepted", new_values."hours_claimed", new_values."id", new_values."ledger", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."request_id", new_values."reversed_at", new_values."reversed_by_id", new_values."reversed_why", new_values."sections", new_values."submission_id", new_values."uuid", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1602cab617f801d1421059fe6c40b973996fd2b6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e24d6",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="applications_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "applications_decisionevent" ("at", "body", "by_id", "case_id", "expected_on", "expected_why", "hours_accepted", "hours_claimed", "id", "ledger", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "request_id", "reversed_at", "reversed_by_id", "reversed_why", "sections", "submission_id", "uuid", "why") SELECT old_values."at", old_values."body", old_values."by_id", old_values."case_id", old_values."expected_on", old_values."expected_why", old_values."hours_accepted", old_values."hours_claimed", old_values."id", old_values."ledger", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."request_id", old_values."reversed_at", old_values."reversed_by_id", old_values."reversed_why", old_values."sections", old_values."submission_id", old_values."uuid", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d8c43ad015d2dc38b93194f08983dab6b4dd311a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_26254",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="applications_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="turn",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="4a79640ae336a07d290026d00e342baa98f5711e",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_dd173",
                            table="applications_turn",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="turn",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="d2e86c27f133f14f9dc65fcc91bf0ef0d523f534",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_39a27",
                            table="applications_turn",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="turn",
                    trigger=pgtrigger.compiler.Trigger(
                        name="turn_stays_as_begun",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."since_day" IS DISTINCT FROM (NEW."since_day") OR OLD."whose" IS DISTINCT FROM (NEW."whose"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="3c23738457f3d12a9e4c1b9959a6f515b8d3b2b3",
                            operation="UPDATE",
                            pgid="pgtrigger_turn_stays_as_begun_ecc40",
                            table="applications_turn",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="turn",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ended_turn_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."until" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="17d63120d4b20e3735e68b96d9044b7472032a49",
                            operation="UPDATE",
                            pgid="pgtrigger_ended_turn_stays_e46cc",
                            table="applications_turn",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
