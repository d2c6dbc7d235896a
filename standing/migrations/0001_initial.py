import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cilexportal.foundation.migrating
import standing.models.years


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_triggers"),
        ("members", "0003_reference_data"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("shop", "0002_reference_data"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="ConductForm",
                    fields=[
                        ("version", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ("from_date", models.DateField(unique=True)),
                        ("introduction", models.TextField()),
                        (
                            "statement_a",
                            models.TextField(help_text="What somebody signs who has nothing new to declare."),
                        ),
                        ("statement_b", models.TextField(help_text="What somebody signs who answers the questions.")),
                    ],
                    options={
                        "ordering": ["-from_date"],
                    },
                ),
                migrations.CreateModel(
                    name="ConductFormEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("version", models.PositiveSmallIntegerField(serialize=False)),
                        ("from_date", models.DateField()),
                        ("introduction", models.TextField()),
                        (
                            "statement_a",
                            models.TextField(help_text="What somebody signs who has nothing new to declare."),
                        ),
                        ("statement_b", models.TextField(help_text="What somebody signs who answers the questions.")),
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
                                to="standing.conductform",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ConductQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "words",
                            models.TextField(
                                blank=True,
                                help_text="Empty: asked only of those who declare spent ones.",
                            ),
                        ),
                        ("words_spent", models.TextField(blank=True, help_text="Empty: the same words for everybody.")),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="questions",
                                to="standing.conductform",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["form", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("form", "number"), name="one_question_a_number"),
                            models.CheckConstraint(
                                condition=models.Q(("words", ""), ("words_spent", ""), _negated=True),
                                name="question_has_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConductQuestionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField()),
                        (
                            "words",
                            models.TextField(
                                blank=True,
                                help_text="Empty: asked only of those who declare spent ones.",
                            ),
                        ),
                        ("words_spent", models.TextField(blank=True, help_text="Empty: the same words for everybody.")),
                        (
                            "form",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="standing.conductform",
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
                                to="standing.conductquestion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Declaration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("year", models.PositiveSmallIntegerField(help_text="The calendar year it is made for.")),
                        (
                            "statement",
                            models.CharField(
                                choices=[
                                    ("A", "Nothing has changed since my last declaration"),
                                    ("B", "I have something to declare, or I have not declared before"),
                                ],
                                max_length=1,
                            ),
                        ),
                        ("spent", models.BooleanField(help_text="Whether spent convictions were asked about.")),
                        ("discloses", models.BooleanField(help_text="Whether any question was answered with yes.")),
                        ("signed_name", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("questioned", "More asked"),
                                    ("referred", "Referred for a decision"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Nobody where nothing was disclosed: then it is accepted as it is made.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "form",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="standing.conductform"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declarations",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("superseded_at", None)),
                                fields=("user", "year"),
                                name="one_live_declaration_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("statement__in", ["A", "B"])), name="statement_is_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("statement", "A"), _negated=True), ("discloses", False), _connector="OR"
                                ),
                                name="statement_a_discloses_nothing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("decided_by", None), ("verdict", "")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("verdict__in", ["accepted", "questioned", "referred"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="verdict_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("discloses", True),
                                        ("verdict__in", ["accepted", "questioned", "referred"]),
                                        _negated=True,
                                    ),
                                    ("decided_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="a_person_decides_on_what_was_disclosed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeclarationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("year", models.PositiveSmallIntegerField(help_text="The calendar year it is made for.")),
                        (
                            "statement",
                            models.CharField(
                                choices=[
                                    ("A", "Nothing has changed since my last declaration"),
                                    ("B", "I have something to declare, or I have not declared before"),
                                ],
                                max_length=1,
                            ),
                        ),
                        ("spent", models.BooleanField(help_text="Whether spent convictions were asked about.")),
                        ("discloses", models.BooleanField(help_text="Whether any question was answered with yes.")),
                        ("signed_name", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("questioned", "More asked"),
                                    ("referred", "Referred for a decision"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("superseded_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Nobody where nothing was disclosed: then it is accepted as it is made.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "form",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="standing.conductform",
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
                                to="standing.declaration",
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
                    name="Disclosure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sealed",
                            models.BinaryField(help_text="The particulars, encrypted under the portal's field keys."),
                        ),
                        (
                            "declaration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disclosures",
                                to="standing.declaration",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standing.conductquestion",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("declaration", "question"), name="one_disclosure_a_question"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DisclosureRead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("why", models.CharField(max_length=200)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "declaration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="standing.declaration",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at"],
                    },
                ),
                migrations.CreateModel(
                    name="DisclosureReadEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("why", models.CharField(max_length=200)),
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
                            "declaration",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="standing.declaration",
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
                                to="standing.disclosureread",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EmployerPays",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("organisation", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.order",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="EmployerPaysEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("organisation", models.CharField(max_length=200)),
                        ("made_at", models.DateTimeField()),
                        (
                            "made_by",
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
                            "order",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
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
                                to="standing.employerpays",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Fee",
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
                                    ("registration", "Registration"),
                                    ("subscription", "Subscription"),
                                    ("certificate", "Practising certificate"),
                                    ("return", "Return to membership"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "reduced",
                            models.BooleanField(default=False, help_text="What a member with a concession pays."),
                        ),
                        ("pence", models.PositiveIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("clause", models.CharField(max_length=20)),
                        (
                            "grade",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: every grade.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                to="members.grade",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "grade", "from_date"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["registration", "subscription", "certificate", "return"])
                                ),
                                name="fee_kind_is_known",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("kind", "="),
                                    (models.Func(models.F("grade"), models.Value(""), function="COALESCE"), "="),
                                    (
                                        models.Func(
                                            models.F("reduced"), function="INT4", output_field=models.IntegerField()
                                        ),
                                        "=",
                                    ),
                                    (
                                        standing.models.years.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_fee_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FeeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("registration", "Registration"),
                                    ("subscription", "Subscription"),
                                    ("certificate", "Practising certificate"),
                                    ("return", "Return to membership"),
                                ],
                                max_length=15,
                            ),
                        ),
                        (
                            "reduced",
                            models.BooleanField(default=False, help_text="What a member with a concession pays."),
                        ),
                        ("pence", models.PositiveIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("clause", models.CharField(max_length=20)),
                        (
                            "grade",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Empty: every grade.",
                                null=True,
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
                                to="standing.fee",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GradeRights",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("oaths", models.BooleanField(help_text="Commissioner for Oaths by qualification.")),
                        ("certificate", models.BooleanField(help_text="Can hold a practising certificate.")),
                        ("listed", models.BooleanField(help_text="Has an entry in the public register.")),
                        (
                            "spent",
                            models.BooleanField(
                                help_text="Declares spent convictions too, unless protected [CPD-15b]."
                            ),
                        ),
                        (
                            "grade",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.grade"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "grade rights",
                        "ordering": ["grade", "from_date"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("grade", "="),
                                    (
                                        standing.models.years.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="rights_of_a_grade_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GradeRightsEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("oaths", models.BooleanField(help_text="Commissioner for Oaths by qualification.")),
                        ("certificate", models.BooleanField(help_text="Can hold a practising certificate.")),
                        ("listed", models.BooleanField(help_text="Has an entry in the public register.")),
                        (
                            "spent",
                            models.BooleanField(
                                help_text="Declares spent convictions too, unless protected [CPD-15b]."
                            ),
                        ),
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
                                to="standing.graderights",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Lapse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(help_text="The first London date without membership.")),
                        (
                            "grade_code",
                            models.CharField(help_text="Held until then, and given back on return.", max_length=30),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("returned_on", models.DateField(blank=True, null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="lapses", to="members.member"
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standing.membershipyear",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("returned_on", None)), fields=("member",), name="one_live_lapse"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("returned_on", None), ("returned_on__gte", models.F("on")), _connector="OR"
                                ),
                                name="no_return_before_the_lapse",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LapseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("on", models.DateField(help_text="The first London date without membership.")),
                        (
                            "grade_code",
                            models.CharField(help_text="Held until then, and given back on return.", max_length=30),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("returned_on", models.DateField(blank=True, null=True)),
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
                                to="standing.lapse",
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
                                to="standing.membershipyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MemberRule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.CharField(max_length=30)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=120)),
                        ("address", models.URLField(help_text="Where the text can be read.")),
                        ("from_date", models.DateField()),
                        (
                            "announced_at",
                            models.DateTimeField(blank=True, help_text="When members were told [TC-4.1a].", null=True),
                        ),
                    ],
                    options={
                        "ordering": ["code", "-version"],
                        "constraints": [models.UniqueConstraint(fields=("code", "version"), name="one_text_a_version")],
                    },
                ),
                migrations.CreateModel(
                    name="MemberRuleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=30)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=120)),
                        ("address", models.URLField(help_text="Where the text can be read.")),
                        ("from_date", models.DateField()),
                        (
                            "announced_at",
                            models.DateTimeField(blank=True, help_text="When members were told [TC-4.1a].", null=True),
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
                                to="standing.memberrule",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MembershipYear",
                    fields=[
                        ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        (
                            "opens_on",
                            models.DateField(help_text="From this London date members can renew for the year."),
                        ),
                        ("pay_by", models.DateField(help_text="The last London date to renew and pay.")),
                        (
                            "lapses_on",
                            models.DateField(
                                help_text="Who has not paid is no member from this London date [TC-4.4a]."
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opens_on__lt", models.F("pay_by")), ("pay_by__lt", models.F("lapses_on"))
                                ),
                                name="membership_year_opens_is_due_and_lapses",
                                violation_error_message="A year opens before it is due, and lapses after.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MembershipYearEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("year", models.PositiveSmallIntegerField(serialize=False)),
                        (
                            "opens_on",
                            models.DateField(help_text="From this London date members can renew for the year."),
                        ),
                        ("pay_by", models.DateField(help_text="The last London date to renew and pay.")),
                        (
                            "lapses_on",
                            models.DateField(
                                help_text="Who has not paid is no member from this London date [TC-4.4a]."
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
                                to="standing.membershipyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Practice",
                    fields=[
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="practice",
                                serialize=False,
                                to="members.member",
                            ),
                        ),
                        ("employer", models.CharField(blank=True, max_length=200)),
                        ("place", models.CharField(blank=True, max_length=100)),
                    ],
                ),
                migrations.CreateModel(
                    name="PracticeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("employer", models.CharField(blank=True, max_length=200)),
                        ("place", models.CharField(blank=True, max_length=100)),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
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
                                to="standing.practice",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ReducedFee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "concession",
                            models.CharField(
                                choices=[
                                    ("parental_leave", "Parental leave"),
                                    ("dual_qualified", "Also qualified elsewhere"),
                                    ("non_practising", "Not practising"),
                                    ("retired", "Retired"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="concessions",
                                to="members.member",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "concession__in",
                                        ["parental_leave", "dual_qualified", "non_practising", "retired"],
                                    )
                                ),
                                name="concession_is_known",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("member", "="),
                                    (
                                        standing.models.years.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_concession_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReducedFeeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "concession",
                            models.CharField(
                                choices=[
                                    ("parental_leave", "Parental leave"),
                                    ("dual_qualified", "Also qualified elsewhere"),
                                    ("non_practising", "Not practising"),
                                    ("retired", "Retired"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
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
                                to="standing.reducedfee",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RegisterEntry",
                    fields=[
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="entry",
                                serialize=False,
                                to="members.member",
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("letter", models.CharField(help_text="The letter of the A-Z it stands under.", max_length=1)),
                        ("sort_name", models.CharField(max_length=200)),
                        ("employer", models.CharField(blank=True, max_length=200)),
                        ("place", models.CharField(blank=True, max_length=100)),
                        (
                            "folded",
                            models.TextField(
                                help_text="Name, employer and place, one a line, without accents and in small letters."
                            ),
                        ),
                        ("grade_code", models.CharField(max_length=30)),
                        ("title", models.CharField(max_length=120)),
                        ("letters", models.CharField(blank=True, max_length=20)),
                        ("specialism", models.CharField(blank=True, max_length=80)),
                        ("practising", models.BooleanField(help_text="Holds a practising certificate today.")),
                        ("oaths", models.BooleanField(help_text="May administer oaths today.")),
                        ("audience", models.BooleanField(help_text="Has rights of audience today.")),
                        ("status", models.CharField(max_length=60)),
                        ("shown", models.BooleanField()),
                        ("refreshed_at", models.DateTimeField()),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                django.contrib.postgres.indexes.OpClass("folded", name="gin_trgm_ops"),
                                condition=models.Q(("shown", True)),
                                name="register_by_any_part",
                            ),
                            models.Index(
                                condition=models.Q(("shown", True)),
                                fields=["sort_name", "member"],
                                name="register_by_name",
                            ),
                            models.Index(
                                condition=models.Q(("shown", True)),
                                fields=["letter", "sort_name", "member"],
                                name="register_by_letter",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Renewal",
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
                                    ("joining", "Joining"),
                                    ("renewing", "Renewal"),
                                    ("returning", "Return after a lapse"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("undertaken_at", models.DateTimeField(blank=True, null=True)),
                        ("wants_certificate", models.BooleanField(default=False)),
                        (
                            "cleared_at",
                            models.DateTimeField(
                                blank=True, help_text="When the subscription had been paid.", null=True
                            ),
                        ),
                        (
                            "certificate_cleared_at",
                            models.DateTimeField(blank=True, help_text="When its own fee had been paid.", null=True),
                        ),
                        ("given_up_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "declaration",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standing.declaration",
                            ),
                        ),
                        (
                            "employer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewals",
                                to="standing.employerpays",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewals",
                                to="members.member",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.order",
                            ),
                        ),
                        ("rules", models.ManyToManyField(blank=True, related_name="+", to="standing.memberrule")),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewals",
                                to="standing.membershipyear",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("given_up_at", None)),
                                fields=("member", "year"),
                                name="one_live_renewal_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cleared_at", None), ("given_up_at", None), _connector="OR"),
                                name="a_paid_renewal_is_not_given_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["joining", "renewing", "returning"])),
                                name="renewal_kind_is_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RenewalEvent",
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
                                    ("joining", "Joining"),
                                    ("renewing", "Renewal"),
                                    ("returning", "Return after a lapse"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("undertaken_at", models.DateTimeField(blank=True, null=True)),
                        ("wants_certificate", models.BooleanField(default=False)),
                        (
                            "cleared_at",
                            models.DateTimeField(
                                blank=True, help_text="When the subscription had been paid.", null=True
                            ),
                        ),
                        (
                            "certificate_cleared_at",
                            models.DateTimeField(blank=True, help_text="When its own fee had been paid.", null=True),
                        ),
                        ("given_up_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "declaration",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="standing.declaration",
                            ),
                        ),
                        (
                            "employer",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="standing.employerpays",
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
                            "order",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
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
                                to="standing.renewal",
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
                                to="standing.membershipyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="RightHeld",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "right",
                            models.CharField(
                                choices=[
                                    ("audience", "Rights of audience"),
                                    ("higher_civil", "Higher rights of audience, civil"),
                                    ("higher_criminal", "Higher rights of audience, criminal"),
                                    ("litigation", "Rights to conduct litigation"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "granted_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="rights", to="members.member"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("right__in", ["audience", "higher_civil", "higher_criminal", "litigation"])
                                ),
                                name="right_is_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_date", None), ("until_date__gt", models.F("from_date")), _connector="OR"
                                ),
                                name="right_ends_after_it_begins",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("member", "="),
                                    ("right", "="),
                                    (
                                        standing.models.years.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_right_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RightHeldEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "right",
                            models.CharField(
                                choices=[
                                    ("audience", "Rights of audience"),
                                    ("higher_civil", "Higher rights of audience, civil"),
                                    ("higher_criminal", "Higher rights of audience, criminal"),
                                    ("litigation", "Rights to conduct litigation"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "granted_by",
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
                                to="standing.rightheld",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Term",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[("resigned", "The member left"), ("ended", "CILEX ended it")],
                                max_length=10,
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
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="members.member"
                            ),
                        ),
                        (
                            "renewal",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="term",
                                to="standing.renewal",
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="terms",
                                to="standing.membershipyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["from_date"],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                condition=models.Q(("ended_at", None)),
                                expressions=[
                                    ("member", "="),
                                    (
                                        standing.models.years.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_term_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until_date__gt", models.F("from_date"))),
                                name="term_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end", ""), ("ended_at", None), ("ended_by", None)),
                                    models.Q(
                                        ("end__in", ["resigned", "ended"]),
                                        ("ended_at__isnull", False),
                                        ("ended_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="term_ended_by_whom_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TermEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end",
                            models.CharField(
                                blank=True,
                                choices=[("resigned", "The member left"), ("ended", "CILEX ended it")],
                                max_length=10,
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
                                to="standing.term",
                            ),
                        ),
                        (
                            "renewal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="standing.renewal",
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
                                to="standing.membershipyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Certificate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=20, unique=True)),
                        (
                            "holder",
                            models.CharField(help_text="The name on it, as it was when it was issued.", max_length=200),
                        ),
                        ("title", models.CharField(help_text="The title on it.", max_length=120)),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(help_text="The first London date on which it is not valid.")),
                        ("issued_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_why", models.TextField(blank=True)),
                        (
                            "issued_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="certificates",
                                to="members.member",
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
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "year",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standing.membershipyear",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-year", "-issued_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at", None)),
                                fields=("member", "year"),
                                name="one_live_certificate_a_year",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("until_date__gt", models.F("from_date"))),
                                name="certificate_ends_after_it_begins",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at", None), ("revoked_by", None), ("revoked_why", "")),
                                    models.Q(
                                        ("revoked_at__isnull", False),
                                        ("revoked_by__isnull", False),
                                        models.Q(("revoked_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="certificate_revoked_by_whom_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CertificateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(max_length=20)),
                        (
                            "holder",
                            models.CharField(help_text="The name on it, as it was when it was issued.", max_length=200),
                        ),
                        ("title", models.CharField(help_text="The title on it.", max_length=120)),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(help_text="The first London date on which it is not valid.")),
                        ("issued_at", models.DateTimeField()),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_why", models.TextField(blank=True)),
                        (
                            "issued_by",
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
                                to="standing.certificate",
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
                            "revoked_by",
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
                                to="standing.membershipyear",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="conductform",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_conductformevent" ("from_date", "introduction", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_a", "statement_b", "version") SELECT new_values."from_date", new_values."introduction", _pgh_attached_context.value, NOW(), \'insert\', new_values."version", new_values."statement_a", new_values."statement_b", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1e2288c6f60f6ea73826f55d56fed4d9605e8f6c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1218c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_conductform",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conductform",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_conductformevent" ("from_date", "introduction", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_a", "statement_b", "version") SELECT new_values."from_date", new_values."introduction", _pgh_attached_context.value, NOW(), \'update\', new_values."version", new_values."statement_a", new_values."statement_b", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."version") = (new_values."version") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4285437604c020d50f69ab4ca40ae1ec7b131a0e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f1c98",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_conductform",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conductform",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_conductformevent" ("from_date", "introduction", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_a", "statement_b", "version") SELECT old_values."from_date", old_values."introduction", _pgh_attached_context.value, NOW(), \'delete\', old_values."version", old_values."statement_a", old_values."statement_b", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9142bf64b6b4c316fb6c79ad95cb09d15ad132ff",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_83538",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_conductform",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memberrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_memberruleevent" ("address", "announced_at", "code", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version") SELECT new_values."address", new_values."announced_at", new_values."code", new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d4521e891abfedf6319f82ecaf84125b1dae55e0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_73867",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_memberrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memberrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_memberruleevent" ("address", "announced_at", "code", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version") SELECT new_values."address", new_values."announced_at", new_values."code", new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."title", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="50021bb6bd7b2a60ea89e27c5379e5a3a007d592",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_db29f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_memberrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memberrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_memberruleevent" ("address", "announced_at", "code", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title", "version") SELECT old_values."address", old_values."announced_at", old_values."code", old_values."from_date", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."title", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3424769f7d44f721622d1ba252ed322dc2757520",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8ebe4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_memberrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membershipyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_membershipyearevent" ("lapses_on", "opens_on", "pay_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."lapses_on", new_values."opens_on", new_values."pay_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."year", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0dcd912dc03924f0baa9eb60067f72e9ea8caeb1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2433c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_membershipyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membershipyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_membershipyearevent" ("lapses_on", "opens_on", "pay_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT new_values."lapses_on", new_values."opens_on", new_values."pay_by", _pgh_attached_context.value, NOW(), \'update\', new_values."year", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."year") = (new_values."year") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d083976b25b38349b1cc15e7e16c2afd9d11e3ae",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67b95",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_membershipyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membershipyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_membershipyearevent" ("lapses_on", "opens_on", "pay_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year") SELECT old_values."lapses_on", old_values."opens_on", old_values."pay_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."year", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="bb0835ef3812cae692677cfe1833a34b28fb0bdf",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_694b5",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_membershipyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_practiceevent" ("employer", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") SELECT new_values."employer", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."member_id", new_values."place" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e23524f20c0a1ee8c4e1913203f26bac19feb7ea",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0fd16",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_practice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_practiceevent" ("employer", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") SELECT new_values."employer", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."member_id", new_values."place" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."member_id") = (new_values."member_id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1f569b52789862397c526b0a5bf4acaa94759dcb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_094bb",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_practice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_practiceevent" ("employer", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") SELECT old_values."employer", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."member_id", old_values."place" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f4aba62ae098eccc100004243053bfaf55789d4e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fc59b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_practice",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conductformevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="15fbb004501b19ca1953c9d331c34c298e0296ba",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_52acc",
                            table="standing_conductformevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conductformevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="db9572e0d6bef23075354f4854969b6992a94739",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ce943",
                            table="standing_conductformevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conductquestion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_conductquestionevent" ("form_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words", "words_spent") SELECT new_values."form_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."words", new_values."words_spent" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="229d7f764b2537ea929fe398e08de8cdfec4faf1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7461b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_conductquestion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conductquestion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_conductquestionevent" ("form_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words", "words_spent") SELECT new_values."form_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."words", new_values."words_spent" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7fa710d947aab01dd426af640c115024abffcf47",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f8fd2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_conductquestion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conductquestion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_conductquestionevent" ("form_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words", "words_spent") SELECT old_values."form_id", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."words", old_values."words_spent" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1c9aad8629c4823a9aaf0b3cb73b4f76f2a80b69",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9741a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_conductquestion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conductquestionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="d116cb11c4e48232bdc7f75fefd850b8c2f71f9d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_9c9d8",
                            table="standing_conductquestionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conductquestionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="026a4bae87a513ed735af6823e360a782d686d36",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c2c45",
                            table="standing_conductquestionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_declarationevent" ("decided_at", "decided_by_id", "discloses", "form_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_name", "spent", "statement", "superseded_at", "user_id", "uuid", "verdict", "year") SELECT new_values."decided_at", new_values."decided_by_id", new_values."discloses", new_values."form_id", new_values."id", new_values."made_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."signed_name", new_values."spent", new_values."statement", new_values."superseded_at", new_values."user_id", new_values."uuid", new_values."verdict", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7e6b4430d04575b3496d8395c68fad4591a7bf50",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1ae1d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_declarationevent" ("decided_at", "decided_by_id", "discloses", "form_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_name", "spent", "statement", "superseded_at", "user_id", "uuid", "verdict", "year") SELECT new_values."decided_at", new_values."decided_by_id", new_values."discloses", new_values."form_id", new_values."id", new_values."made_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."signed_name", new_values."spent", new_values."statement", new_values."superseded_at", new_values."user_id", new_values."uuid", new_values."verdict", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d37c5deb1f3a1b39b559580c41b75f5315e30544",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_85af4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_declarationevent" ("decided_at", "decided_by_id", "discloses", "form_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_name", "spent", "statement", "superseded_at", "user_id", "uuid", "verdict", "year") SELECT old_values."decided_at", old_values."decided_by_id", old_values."discloses", old_values."form_id", old_values."id", old_values."made_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."signed_name", old_values."spent", old_values."statement", old_values."superseded_at", old_values."user_id", old_values."uuid", old_values."verdict", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2b54df939344c359ba9864bd7bd50a7f42b45eb8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9ea52",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declarationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f8914d12194d894da7e5eb76b30b684748514b05",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_71f7b",
                            table="standing_declarationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declarationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f3fe5c030a6accbbce8e5900db8b6bbb1e552809",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dffff",
                            table="standing_declarationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disclosureread",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_disclosurereadevent" ("at", "by_id", "declaration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "why") SELECT new_values."at", new_values."by_id", new_values."declaration_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e186712c72ae6e37e55ea3bc364a1eb1228226e6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e1a36",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_disclosureread",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disclosureread",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_disclosurereadevent" ("at", "by_id", "declaration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "why") SELECT new_values."at", new_values."by_id", new_values."declaration_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0ea8ba613f36e2a6d3fa7ee0ec3bd1fe9ce76cb6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5a825",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_disclosureread",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disclosureread",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_disclosurereadevent" ("at", "by_id", "declaration_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "why") SELECT old_values."at", old_values."by_id", old_values."declaration_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7f9f52287927651fde9c5af9315f7625eb7ef679",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_08945",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_disclosureread",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disclosurereadevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="17aa63dd895035caf03d7dc05be210690faa0d8f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_72fa5",
                            table="standing_disclosurereadevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="disclosurereadevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="738fc5dc14bf758724ac7f4b4cc3634524e5dff2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3d1dc",
                            table="standing_disclosurereadevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerpays",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_employerpaysevent" ("id", "made_at", "made_by_id", "order_id", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid") SELECT new_values."id", new_values."made_at", new_values."made_by_id", new_values."order_id", new_values."organisation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="179d67b89bb72698a19d4452b901eedb026e33c9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0ad1d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_employerpays",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerpays",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_employerpaysevent" ("id", "made_at", "made_by_id", "order_id", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid") SELECT new_values."id", new_values."made_at", new_values."made_by_id", new_values."order_id", new_values."organisation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="fe33bf716c26408ee0d918309fc207b92a4bc142",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0dc16",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_employerpays",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerpays",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_employerpaysevent" ("id", "made_at", "made_by_id", "order_id", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid") SELECT old_values."id", old_values."made_at", old_values."made_by_id", old_values."order_id", old_values."organisation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d1d9d7695c941afcbccfc7c56b7cdbb527e7babf",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8fb80",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_employerpays",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerpaysevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="d42e37385d5eeb8ee02923c2cea5d483028caea4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_d6a69",
                            table="standing_employerpaysevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerpaysevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e3783579c959804d02946910abf999792f31cd1d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d7268",
                            table="standing_employerpaysevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_feeevent" ("clause", "from_date", "grade_id", "id", "kind", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reduced", "until_date") SELECT new_values."clause", new_values."from_date", new_values."grade_id", new_values."id", new_values."kind", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reduced", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2207a4441181633dbdeba6612926b6681943e57a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ade0e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_fee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_feeevent" ("clause", "from_date", "grade_id", "id", "kind", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reduced", "until_date") SELECT new_values."clause", new_values."from_date", new_values."grade_id", new_values."id", new_values."kind", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reduced", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="dd18963a0cfe75b76ebe2fc33d68c8c47939fa03",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d9bf7",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_fee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="fee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_feeevent" ("clause", "from_date", "grade_id", "id", "kind", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reduced", "until_date") SELECT old_values."clause", old_values."from_date", old_values."grade_id", old_values."id", old_values."kind", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reduced", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="13596ff4c8486ef041a5ad01372ec3224cff7f1a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_10616",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_fee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="feeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f20459fe95d7028e85a81abf7b0d6763fcc99166",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_de44c",
                            table="standing_feeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="feeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="31210c559cd065815472ed3c391946a39e43fa02",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_77b4e",
                            table="standing_feeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="graderights",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_graderightsevent" ("certificate", "from_date", "grade_id", "id", "listed", "oaths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spent", "until_date") SELECT new_values."certificate", new_values."from_date", new_values."grade_id", new_values."id", new_values."listed", new_values."oaths", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."spent", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2cab3c97fc4ae819b88d997f2f4fc57c27d276cd",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6d97c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_graderights",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="graderights",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_graderightsevent" ("certificate", "from_date", "grade_id", "id", "listed", "oaths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spent", "until_date") SELECT new_values."certificate", new_values."from_date", new_values."grade_id", new_values."id", new_values."listed", new_values."oaths", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."spent", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="550fb715eca6e1bc926cd93959f062f3867a726c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6964a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_graderights",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="graderights",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_graderightsevent" ("certificate", "from_date", "grade_id", "id", "listed", "oaths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spent", "until_date") SELECT old_values."certificate", old_values."from_date", old_values."grade_id", old_values."id", old_values."listed", old_values."oaths", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."spent", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0ae8ff8c8da44c42a7dc9619545a237428f52cc2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b58a0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_graderights",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="graderightsevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="5287ca50faa8144bdcbd11610b8d2b3dd0aef0fc",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_aa7ac",
                            table="standing_graderightsevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="graderightsevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fbe0877729b5ed29e98c6bffe54a370e9fbc6652",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b49bb",
                            table="standing_graderightsevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memberruleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f80fc33e35e15fd5ee4833c3bde05b8163ccb788",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_28b02",
                            table="standing_memberruleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="memberruleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cf984d468787770c6429077942942bb3be936e83",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_be620",
                            table="standing_memberruleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lapseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8986adc5e8c48c7ceb0d95a57ef9408ef630c9a1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_b45a4",
                            table="standing_lapseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lapseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="711339c04b5cf24a55c9c288e6124daef5f0e240",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0384c",
                            table="standing_lapseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lapse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_lapseevent" ("grade_code", "id", "member_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "returned_on", "year_id") SELECT new_values."grade_code", new_values."id", new_values."member_id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."returned_on", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a08d4237397076206ff52945fb490272c46ddd57",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2ce72",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_lapse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lapse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_lapseevent" ("grade_code", "id", "member_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "returned_on", "year_id") SELECT new_values."grade_code", new_values."id", new_values."member_id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."returned_on", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="95afad27a69414d7e1cf11ef428ae86e1543d934",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b2c55",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_lapse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lapse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_lapseevent" ("grade_code", "id", "member_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "returned_on", "year_id") SELECT old_values."grade_code", old_values."id", old_values."member_id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."returned_on", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="35ead7d98fe6cffbc8264fbe019c9aca7dd8efed",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d7b4b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_lapse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="ccb33cda10c9541821b5299cd5ca711698e67d98",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_030f3",
                            table="standing_certificateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="194e16621847b5c0ac53b474c09db8d09d0fc52b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7e069",
                            table="standing_certificateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_certificateevent" ("from_date", "holder", "id", "issued_at", "issued_by_id", "member_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printout_id", "revoked_at", "revoked_by_id", "revoked_why", "title", "until_date", "year_id") SELECT new_values."from_date", new_values."holder", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."member_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."printout_id", new_values."revoked_at", new_values."revoked_by_id", new_values."revoked_why", new_values."title", new_values."until_date", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7108c0559775cfb1ca6f2e05c353df396d605a43",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_165c0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_certificateevent" ("from_date", "holder", "id", "issued_at", "issued_by_id", "member_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printout_id", "revoked_at", "revoked_by_id", "revoked_why", "title", "until_date", "year_id") SELECT new_values."from_date", new_values."holder", new_values."id", new_values."issued_at", new_values."issued_by_id", new_values."member_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."printout_id", new_values."revoked_at", new_values."revoked_by_id", new_values."revoked_why", new_values."title", new_values."until_date", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1e59329b2281a7cdb446ae790df4cb4c9425f67a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_72854",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="certificate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_certificateevent" ("from_date", "holder", "id", "issued_at", "issued_by_id", "member_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printout_id", "revoked_at", "revoked_by_id", "revoked_why", "title", "until_date", "year_id") SELECT old_values."from_date", old_values."holder", old_values."id", old_values."issued_at", old_values."issued_by_id", old_values."member_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."printout_id", old_values."revoked_at", old_values."revoked_by_id", old_values."revoked_why", old_values."title", old_values."until_date", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3222bccdb6dc52c5782f1aaa374286e610de22e7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b5ae8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_certificate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membershipyearevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="ca01375f0f4d30b7a4867e3a6606c8f076383557",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_32104",
                            table="standing_membershipyearevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="membershipyearevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="31e46f8d095274d252a1edba660100bb92678547",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a64c3",
                            table="standing_membershipyearevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practiceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="e5cb1494c1c24b37fbc4addc6f1720e8fcaf5844",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1e5fc",
                            table="standing_practiceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="practiceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="25bd9edd9d305a3e13f3178bc7ca2f6d72ad5b65",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2379b",
                            table="standing_practiceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reducedfee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_reducedfeeevent" ("concession", "from_date", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."concession", new_values."from_date", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="44a5a89d6eb72c6ba4a2171a3a61fe72f86d6c97",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_824b9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_reducedfee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reducedfee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_reducedfeeevent" ("concession", "from_date", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."concession", new_values."from_date", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c090211c4bf250be3056e5ffe4ba6b536fe81a0e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a36d7",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_reducedfee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reducedfee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_reducedfeeevent" ("concession", "from_date", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT old_values."concession", old_values."from_date", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="49bb41582edcedc5ae0478a2a1c23997cb704617",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5fd38",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_reducedfee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reducedfeeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="6cabf1e1fffa49fd77297b2eda14f96186f53789",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_184e0",
                            table="standing_reducedfeeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reducedfeeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="34ab33f994c0800cadda30cc07e66807802ebb48",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_195e0",
                            table="standing_reducedfeeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="renewal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_renewalevent" ("begun_at", "certificate_cleared_at", "cleared_at", "declaration_id", "employer_id", "given_up_at", "id", "kind", "member_id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undertaken_at", "uuid", "wants_certificate", "year_id") SELECT new_values."begun_at", new_values."certificate_cleared_at", new_values."cleared_at", new_values."declaration_id", new_values."employer_id", new_values."given_up_at", new_values."id", new_values."kind", new_values."member_id", new_values."order_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."undertaken_at", new_values."uuid", new_values."wants_certificate", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="53691f65195c8195f7086bc084c9aa19817ac91c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a10fe",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_renewal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="renewal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_renewalevent" ("begun_at", "certificate_cleared_at", "cleared_at", "declaration_id", "employer_id", "given_up_at", "id", "kind", "member_id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undertaken_at", "uuid", "wants_certificate", "year_id") SELECT new_values."begun_at", new_values."certificate_cleared_at", new_values."cleared_at", new_values."declaration_id", new_values."employer_id", new_values."given_up_at", new_values."id", new_values."kind", new_values."member_id", new_values."order_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."undertaken_at", new_values."uuid", new_values."wants_certificate", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b264e6bad4e784f117dea5f58787a7fcf887cdec",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0a160",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_renewal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="renewal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_renewalevent" ("begun_at", "certificate_cleared_at", "cleared_at", "declaration_id", "employer_id", "given_up_at", "id", "kind", "member_id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undertaken_at", "uuid", "wants_certificate", "year_id") SELECT old_values."begun_at", old_values."certificate_cleared_at", old_values."cleared_at", old_values."declaration_id", old_values."employer_id", old_values."given_up_at", old_values."id", old_values."kind", old_values."member_id", old_values."order_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."undertaken_at", old_values."uuid", old_values."wants_certificate", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="672f86efbedaaf643bac48875b5ace55abfd89e2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_025f4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_renewal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="renewalevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="80d8a08ee43693f44eab345ebc90ea215e6cec40",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_3dc00",
                            table="standing_renewalevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="renewalevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5dfee9ea769befb7b1da271a5ba67b4b26666e91",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_832be",
                            table="standing_renewalevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rightheld",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_rightheldevent" ("from_date", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "until_date") SELECT new_values."from_date", new_values."granted_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."right", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="07651cca3c1d4d5f0a2d334649a4d4cb47f7cde8",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a6384",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_rightheld",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rightheld",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_rightheldevent" ("from_date", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "until_date") SELECT new_values."from_date", new_values."granted_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."right", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7929461ac5f62b9e766b69fb37e5846fbf243b1d",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4768f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_rightheld",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rightheld",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_rightheldevent" ("from_date", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "until_date") SELECT old_values."from_date", old_values."granted_by_id", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."right", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6466dce58da057dc04dc2cb1bfa939c773557128",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_85ee5",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_rightheld",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rightheldevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="e28761d943fcfc90abeba160ec0844a5c8a508cd",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_bb9f0",
                            table="standing_rightheldevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="rightheldevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3daa8cb1b6e065b0e6beb23f057f6615ee13ad4f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_59051",
                            table="standing_rightheldevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="term",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_termevent" ("end", "ended_at", "ended_by_id", "from_date", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renewal_id", "until_date", "year_id") SELECT new_values."end", new_values."ended_at", new_values."ended_by_id", new_values."from_date", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."renewal_id", new_values."until_date", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="291475d1a72043e743782b33272b5eba5c5e2ad1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5423e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_term",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="term",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_termevent" ("end", "ended_at", "ended_by_id", "from_date", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renewal_id", "until_date", "year_id") SELECT new_values."end", new_values."ended_at", new_values."ended_by_id", new_values."from_date", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."renewal_id", new_values."until_date", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="86438f0de29592692831bf34a03de73544abbda0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dcb1b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_term",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="term",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_termevent" ("end", "ended_at", "ended_by_id", "from_date", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renewal_id", "until_date", "year_id") SELECT old_values."end", old_values."ended_at", old_values."ended_by_id", old_values."from_date", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."renewal_id", old_values."until_date", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ca4dc1bf544e1b230e331871c278a428c428041d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2fb55",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_term",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="aa887efa59b8256b467c56c70dcf1f306b77f62f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_0cbc5",
                            table="standing_termevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="54d21fa15c42883e2a2bcd1b4b65fa0f217ec605",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fd6f2",
                            table="standing_termevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
