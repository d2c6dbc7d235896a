"""Declarations, what was signed, and what was left out."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("admission", "0001_final"),
        ("applications", "0008_declarations_told"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("portfolio", "0007_sheet_without_page_key"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            operations=[
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
                        (
                            "signer",
                            models.CharField(
                                choices=[("applicant", "Applicant"), ("supervisor", "Supervisor")], max_length=12
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        (
                            "person_kind",
                            models.CharField(blank=True, help_text="A code of the version's list.", max_length=30),
                        ),
                        ("number", models.CharField(blank=True, help_text="With their regulator.", max_length=60)),
                        ("slots", models.JSONField(help_text="Codes of the examples to be signed.")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for a signature"),
                                    ("signed", "Signed"),
                                    ("void", "Void: what was signed has changed"),
                                    ("declined", "Declined"),
                                    ("handed_over", "Handed to somebody else"),
                                    ("replaced", "Another person is asked instead"),
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
                                blank=True, help_text="Why it was declined, is void, or another person is asked."
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declarations",
                                to="applications.case",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="The officer, if one did.",
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
                                help_text="Whose place this person took.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="admission.declaration",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="applications.submission",
                            ),
                        ),
                        (
                            "supervisor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="portfolio.supervisor",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at", "id"],
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
                        (
                            "signer",
                            models.CharField(
                                choices=[("applicant", "Applicant"), ("supervisor", "Supervisor")], max_length=12
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        (
                            "person_kind",
                            models.CharField(blank=True, help_text="A code of the version's list.", max_length=30),
                        ),
                        ("number", models.CharField(blank=True, help_text="With their regulator.", max_length=60)),
                        ("slots", models.JSONField(help_text="Codes of the examples to be signed.")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("open", "Waiting for a signature"),
                                    ("signed", "Signed"),
                                    ("void", "Void: what was signed has changed"),
                                    ("declined", "Declined"),
                                    ("handed_over", "Handed to somebody else"),
                                    ("replaced", "Another person is asked instead"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("due_on", models.DateField(help_text="The last London day for it.")),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_why",
                            models.TextField(
                                blank=True, help_text="Why it was declined, is void, or another person is asked."
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
                                help_text="The officer, if one did.",
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
                                help_text="Whose place this person took.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="admission.declaration",
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
                                to="admission.declaration",
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
                        (
                            "supervisor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="portfolio.supervisor",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Exclusion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slot", models.CharField(max_length=8)),
                        ("seal", models.CharField(max_length=64)),
                        ("why", models.TextField()),
                        (
                            "declaration",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="exclusions",
                                to="admission.declaration",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["declaration", "slot"],
                    },
                ),
                migrations.CreateModel(
                    name="Allowance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("why", models.TextField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "exclusion",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="allowance",
                                to="admission.exclusion",
                            ),
                        ),
                    ],
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
                        ("seals", models.JSONField(help_text="Code of an example -> the hash that was signed.")),
                        (
                            "submission_sha256",
                            models.CharField(help_text="Of the submission that they are part of.", max_length=64),
                        ),
                        ("statement_version", models.PositiveSmallIntegerField()),
                        ("statement", models.TextField()),
                        (
                            "consent",
                            models.TextField(
                                help_text="The words by which typing a name was agreed to be a signature."
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("at", models.DateTimeField()),
                        ("address", models.GenericIPAddressField(blank=True, null=True)),
                        ("privacy_version", models.CharField(blank=True, max_length=10)),
                        (
                            "sha256",
                            models.CharField(help_text="Of all of it, as canonical JSON.", max_length=64, unique=True),
                        ),
                        (
                            "declaration",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signature",
                                to="admission.declaration",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
                                help_text="Signed in as, if anybody.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
            ]
        ),
        AtOnce(
            operations=[
                migrations.AddIndex(
                    model_name="declaration",
                    index=models.Index(
                        condition=models.Q(("stage", "open")), fields=["due_on"], name="admission_declaration_open"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="declaration",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("stage__in", ("open", "signed", "declined"))),
                        fields=("case", "signer", "supervisor"),
                        name="one_live_declaration_a_signer",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="declaration",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signer", "applicant"), ("supervisor", None)),
                            models.Q(("signer", "supervisor"), ("supervisor__isnull", False)),
                            _connector="OR",
                        ),
                        name="declaration_names_its_supervisor",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="declaration",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("stage__in", ["open", "signed"])),
                            models.Q(
                                models.Q(("stage__in", ["open", "signed"]), _negated=True), ("ended_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="declaration_ended_when",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="4d5731109b159889d66b98b417926ab40c12cf25",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_416b9",
                            table="admission_declaration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="fd58ed364cbb755b23e722a3a8493d5dd5ac8127",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4deb3",
                            table="admission_declaration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="declaration_moves_on",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF OLD.stage <> NEW.stage AND NOT (\n    (OLD.stage = 'open' AND NEW.stage IN ('signed', 'void', 'declined', 'handed_over', 'replaced'))\n    OR (OLD.stage = 'signed' AND NEW.stage IN ('void', 'replaced'))\n    OR (OLD.stage = 'declined' AND NEW.stage IN ('void', 'replaced'))\n) THEN\n            RAISE EXCEPTION 'a declaration does not go from % to %', OLD.stage, NEW.stage\n            USING ERRCODE = 'check_violation';\n        END IF;\n        IF OLD.stage <> NEW.stage AND NEW.stage = 'signed'\n           AND NOT EXISTS (SELECT FROM admission_signature WHERE declaration_id = NEW.id) THEN\n            RAISE EXCEPTION 'nothing was signed' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="a359c9dd978a81ae402dd1c52e59015618a37476",
                            operation="UPDATE",
                            pgid="pgtrigger_declaration_moves_on_9f25d",
                            table="admission_declaration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="declaration_is_asked_of_one_person",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."signer" IS DISTINCT FROM (NEW."signer") OR OLD."slots" IS DISTINCT FROM (NEW."slots") OR OLD."submission_id" IS DISTINCT FROM (NEW."submission_id") OR OLD."supervisor_id" IS DISTINCT FROM (NEW."supervisor_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="4cea59b6303b1c8412ddb5d9a8f4776cdc8e89ed",
                            operation="UPDATE",
                            pgid="pgtrigger_declaration_is_asked_of_one_person_2617e",
                            table="admission_declaration",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_declarationevent" ("asked_at", "case_id", "due_on", "email", "ended_at", "ended_by_id", "ended_why", "follows_id", "id", "name", "number", "person_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signer", "slots", "stage", "submission_id", "supervisor_id", "uuid") SELECT new_values."asked_at", new_values."case_id", new_values."due_on", new_values."email", new_values."ended_at", new_values."ended_by_id", new_values."ended_why", new_values."follows_id", new_values."id", new_values."name", new_values."number", new_values."person_kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."signer", new_values."slots", new_values."stage", new_values."submission_id", new_values."supervisor_id", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bbd33684fbfb9c18054cd33f64b918511ae4f17a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e035f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="admission_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_declarationevent" ("asked_at", "case_id", "due_on", "email", "ended_at", "ended_by_id", "ended_why", "follows_id", "id", "name", "number", "person_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signer", "slots", "stage", "submission_id", "supervisor_id", "uuid") SELECT new_values."asked_at", new_values."case_id", new_values."due_on", new_values."email", new_values."ended_at", new_values."ended_by_id", new_values."ended_why", new_values."follows_id", new_values."id", new_values."name", new_values."number", new_values."person_kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."signer", new_values."slots", new_values."stage", new_values."submission_id", new_values."supervisor_id", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."asked_at" IS DISTINCT FROM (new_values."asked_at") OR old_values."case_id" IS DISTINCT FROM (new_values."case_id") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."ended_at" IS DISTINCT FROM (new_values."ended_at") OR old_values."ended_by_id" IS DISTINCT FROM (new_values."ended_by_id") OR old_values."ended_why" IS DISTINCT FROM (new_values."ended_why") OR old_values."follows_id" IS DISTINCT FROM (new_values."follows_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."person_kind" IS DISTINCT FROM (new_values."person_kind") OR old_values."signer" IS DISTINCT FROM (new_values."signer") OR old_values."slots" IS DISTINCT FROM (new_values."slots") OR old_values."stage" IS DISTINCT FROM (new_values."stage") OR old_values."submission_id" IS DISTINCT FROM (new_values."submission_id") OR old_values."supervisor_id" IS DISTINCT FROM (new_values."supervisor_id") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3c17142adda9d2c59d2812bd8798a3a7d8a9019f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_32cc7",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="admission_declaration",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_declarationevent" ("asked_at", "case_id", "due_on", "email", "ended_at", "ended_by_id", "ended_why", "follows_id", "id", "name", "number", "person_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signer", "slots", "stage", "submission_id", "supervisor_id", "uuid") SELECT old_values."asked_at", old_values."case_id", old_values."due_on", old_values."email", old_values."ended_at", old_values."ended_by_id", old_values."ended_why", old_values."follows_id", old_values."id", old_values."name", old_values."number", old_values."person_kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."signer", old_values."slots", old_values."stage", old_values."submission_id", old_values."supervisor_id", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cd769edb1fd7cc8b829fc9f1bb45e1479d966f3c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_40c5b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="admission_declaration",
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
                            hash="24a208e6a81c3fc404749b2335fb2e181704ddac",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_e5bcb",
                            table="admission_declarationevent",
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
                            hash="2d74529ec9b901e90d32277794914a8d9651fd8c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d64f6",
                            table="admission_declarationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="exclusion",
                    constraint=models.UniqueConstraint(fields=("declaration", "slot"), name="one_exclusion_an_example"),
                ),
                migrations.AddConstraint(
                    model_name="exclusion",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="excluded_with_a_reason"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exclusion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f343f2766c437db771114be6c7329fb1064d52df",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_3ea71",
                            table="admission_exclusion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exclusion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="c35ac42a504f442746a1bd74a571cc221adffc60",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_ec9f6",
                            table="admission_exclusion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="exclusion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="of_an_open_declaration",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NOT EXISTS (SELECT FROM admission_declaration WHERE id = NEW.declaration_id AND stage = 'open') THEN\n            RAISE EXCEPTION 'this declaration is not open' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="857f38415cb5ff9410282c1123ab6f14dcb42934",
                            operation="INSERT",
                            pgid="pgtrigger_of_an_open_declaration_d5f7a",
                            table="admission_exclusion",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="allowance",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="allowed_with_a_reason"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allowance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bd6f2d2c598cb49a21199c654b58a331001ed8fb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_71427",
                            table="admission_allowance",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allowance",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="18aa72ca950b6055928138cd97080c81a2c63c34",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_f9b96",
                            table="admission_allowance",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="signature",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("statement", ""), _negated=True),
                            models.Q(("consent", ""), _negated=True),
                            models.Q(("seals", {}), _negated=True),
                            models.Q(("sha256", ""), _negated=True),
                        ),
                        name="signed_by_name_and_words",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fa450eef50ad2c1490d81f30de9b99573a4b6576",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_ffedc",
                            table="admission_signature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8eb59a3d4d88214bd47556ada704069701468412",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1d70f",
                            table="admission_signature",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="of_an_open_declaration",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NOT EXISTS (SELECT FROM admission_declaration WHERE id = NEW.declaration_id AND stage = 'open') THEN\n            RAISE EXCEPTION 'this declaration is not open' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="7f91a3f6dae28655ce8d9092147ff6ccbb8f1d89",
                            operation="INSERT",
                            pgid="pgtrigger_of_an_open_declaration_80a66",
                            table="admission_signature",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
