"""Requests to join, and the fees of membership as the shop bills them."""

import uuid

import django.db.migrations.operations.special
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cilexportal.foundation.migrating

# Slug -> kind and title; what each costs is told when it is billed.
FEES = {
    "membership-registration": ("membership", "Registration"),
    "membership-subscription": ("membership", "Subscription"),
    "membership-return": ("membership", "Return to membership"),
    "practising-certificate": ("certificate_fee", "Practising certificate"),
}
STATEMENT = "Counts once it has been paid."


def write_products(apps, schema_editor):
    for slug, (kind, title) in FEES.items():
        apps.get_model("shop", "Product").objects.create(
            slug=slug, kind=kind, supply="fee", title=title, summary=title, description=title, vat_code_id="exempt",
            supply_statement=STATEMENT,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_reference_data"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("shop", "0004_not_admitted"),
        ("standing", "0002_reference_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Joining",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "asked_at",
                            models.DateTimeField(
                                help_text="The subscription is worked out from the month of this day."
                            ),
                        ),
                        ("undertaken_at", models.DateTimeField()),
                        (
                            "cleared_at",
                            models.DateTimeField(blank=True, help_text="When its fees had been paid.", null=True),
                        ),
                        ("given_up_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("qualification", "The qualifications are not those of the grade"),
                                    ("conduct", "What was declared about conduct"),
                                    ("information", "Information we asked for did not come"),
                                    ("other", "Another reason"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("why", models.TextField(blank=True, help_text="The applicant reads it.")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
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
                            "grade",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.grade"
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
                        (
                            "renewal",
                            models.OneToOneField(
                                blank=True,
                                help_text="The first one of the member whom it made.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="standing.renewal",
                            ),
                        ),
                        ("rules", models.ManyToManyField(blank=True, related_name="+", to="standing.memberrule")),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="joinings",
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
                        "ordering": ["asked_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decided_at", None), ("given_up_at", None)),
                                fields=("user",),
                                name="one_live_request_to_join",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at", None), ("decided_by", None), ("reason", ""), ("renewal", None)
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("reason", ""),
                                        ("renewal__isnull", False),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        ("reason__in", ["qualification", "conduct", "information", "other"]),
                                        ("renewal", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="admitted_or_not_by_whom_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JoiningEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "asked_at",
                            models.DateTimeField(
                                help_text="The subscription is worked out from the month of this day."
                            ),
                        ),
                        ("undertaken_at", models.DateTimeField()),
                        (
                            "cleared_at",
                            models.DateTimeField(blank=True, help_text="When its fees had been paid.", null=True),
                        ),
                        ("given_up_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("qualification", "The qualifications are not those of the grade"),
                                    ("conduct", "What was declared about conduct"),
                                    ("information", "Information we asked for did not come"),
                                    ("other", "Another reason"),
                                ],
                                max_length=15,
                            ),
                        ),
                        ("why", models.TextField(blank=True, help_text="The applicant reads it.")),
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
                                to="standing.joining",
                            ),
                        ),
                        (
                            "renewal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="The first one of the member whom it made.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="standing.renewal",
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
                    model_name="joining",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_joiningevent" ("asked_at", "cleared_at", "decided_at", "decided_by_id", "declaration_id", "given_up_at", "grade_id", "id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "renewal_id", "undertaken_at", "user_id", "uuid", "why", "year_id") SELECT new_values."asked_at", new_values."cleared_at", new_values."decided_at", new_values."decided_by_id", new_values."declaration_id", new_values."given_up_at", new_values."grade_id", new_values."id", new_values."order_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."renewal_id", new_values."undertaken_at", new_values."user_id", new_values."uuid", new_values."why", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ab343f1d5c83549792a6707e39b801a1823a10e7",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8d599",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="standing_joining",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joining",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_joiningevent" ("asked_at", "cleared_at", "decided_at", "decided_by_id", "declaration_id", "given_up_at", "grade_id", "id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "renewal_id", "undertaken_at", "user_id", "uuid", "why", "year_id") SELECT new_values."asked_at", new_values."cleared_at", new_values."decided_at", new_values."decided_by_id", new_values."declaration_id", new_values."given_up_at", new_values."grade_id", new_values."id", new_values."order_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."renewal_id", new_values."undertaken_at", new_values."user_id", new_values."uuid", new_values."why", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ed95ddacab5b188a8e63266ec03a1c622d5da74f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0855d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="standing_joining",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joining",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "standing_joiningevent" ("asked_at", "cleared_at", "decided_at", "decided_by_id", "declaration_id", "given_up_at", "grade_id", "id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "renewal_id", "undertaken_at", "user_id", "uuid", "why", "year_id") SELECT old_values."asked_at", old_values."cleared_at", old_values."decided_at", old_values."decided_by_id", old_values."declaration_id", old_values."given_up_at", old_values."grade_id", old_values."id", old_values."order_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."renewal_id", old_values."undertaken_at", old_values."user_id", old_values."uuid", old_values."why", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3fba8efcf30e8b6f2853c4befc32873445df5868",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7dcf3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="standing_joining",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joiningevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="c6340c432d3d716254b2ce41813c9806b2c18814",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c8f04",
                            table="standing_joiningevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="joiningevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ca2f4e6a1cc5e7e5663c7c80c8d21f2c5082e15f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7ad12",
                            table="standing_joiningevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunPython(
            code=write_products,
            reverse_code=django.db.migrations.operations.special.RunPython.noop,
        ),
    ]
