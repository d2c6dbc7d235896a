import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("admission", "0003_marks"),
        ("applications", "0009_granted_goes_on"),
        ("documents", "0004_as_evidence"),
        ("people", "0004_purges"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            operations=[
                migrations.CreateModel(
                    name="CaseArchive",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("files", models.PositiveIntegerField()),
                        ("size", models.BigIntegerField(help_text="Of the whole archive, in bytes.")),
                        ("manifest_sha256", models.CharField(max_length=64)),
                        (
                            "faults",
                            models.PositiveIntegerField(
                                default=0, help_text="Files that are not as they were when they were checked."
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
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="archives",
                                to="applications.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Title",
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
                            models.CharField(help_text="Of its certificate: opaque.", max_length=20, unique=True),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("holder", models.CharField(help_text="The name on it, as it was on the day.", max_length=200)),
                        (
                            "folded",
                            models.CharField(
                                help_text="The name in plain small letters, for the search.", max_length=400
                            ),
                        ),
                        (
                            "authorised",
                            models.BooleanField(help_text="An authorised person under the Legal Services Act 2007."),
                        ),
                        ("oaths", models.BooleanField(help_text="Commissioner for Oaths.")),
                        ("activities", models.JSONField(help_text="What may be done, in the version's words.")),
                        ("limits", models.JSONField(help_text="What may not.")),
                        (
                            "evidence_sha256",
                            models.CharField(help_text="Of the submission that was decided on.", max_length=64),
                        ),
                        ("from_date", models.DateField()),
                        ("granted_at", models.DateTimeField()),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_why", models.TextField(blank=True, help_text="Its holder reads it.")),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="titles",
                                to="applications.case",
                            ),
                        ),
                        (
                            "decision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="title",
                                to="applications.decision",
                            ),
                        ),
                        (
                            "grade_change",
                            models.OneToOneField(
                                blank=True,
                                help_text="Of a member whose grade followed.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="people.gradechange",
                            ),
                        ),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                            "taken_back_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="titles",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-granted_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="TitleEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("number", models.CharField(help_text="Of its certificate: opaque.", max_length=20)),
                        ("title", models.CharField(max_length=120)),
                        ("holder", models.CharField(help_text="The name on it, as it was on the day.", max_length=200)),
                        (
                            "folded",
                            models.CharField(
                                help_text="The name in plain small letters, for the search.", max_length=400
                            ),
                        ),
                        (
                            "authorised",
                            models.BooleanField(help_text="An authorised person under the Legal Services Act 2007."),
                        ),
                        ("oaths", models.BooleanField(help_text="Commissioner for Oaths.")),
                        ("activities", models.JSONField(help_text="What may be done, in the version's words.")),
                        ("limits", models.JSONField(help_text="What may not.")),
                        (
                            "evidence_sha256",
                            models.CharField(help_text="Of the submission that was decided on.", max_length=64),
                        ),
                        ("from_date", models.DateField()),
                        ("granted_at", models.DateTimeField()),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_why", models.TextField(blank=True, help_text="Its holder reads it.")),
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
                            "grade_change",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="Of a member whose grade followed.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="people.gradechange",
                            ),
                        ),
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
                                to="admission.title",
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
                            "taken_back_by",
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
            ]
        ),
        AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="casearchive",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3c1be6e6174ffea5157243d59c0f62b92bfded61",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_29752",
                            table="admission_casearchive",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="casearchive",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="fc0cb9481f22c001196b79c7262c1513e9d69424",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_6837d",
                            table="admission_casearchive",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="title",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fields=["folded"], name="admission_title_by_name", opclasses=["gin_trgm_ops"]
                    ),
                ),
                migrations.AddIndex(
                    model_name="title",
                    index=models.Index(
                        condition=models.Q(("taken_back_at", None)),
                        fields=["folded", "id"],
                        name="admission_title_live",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="title",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("user", "pathway"),
                        name="one_live_title_a_pathway",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="title",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at", None), ("taken_back_by", None), ("taken_back_why", "")),
                            models.Q(
                                ("taken_back_at__isnull", False),
                                ("taken_back_by__isnull", False),
                                models.Q(("taken_back_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="title_taken_back_by_whom_when_and_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="title",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holder", ""), _negated=True), models.Q(("title", ""), _negated=True)
                        ),
                        name="title_has_a_holder_and_words",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="title",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="b48089f0f53d8eb32091b21acc72ef8252306f3c",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_423db",
                            table="admission_title",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="title",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f90e3203f2e7d924978ec677ed5cd0d45f56dd7a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_fbdfd",
                            table="admission_title",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="title",
                    trigger=pgtrigger.compiler.Trigger(
                        name="title_rests_on_its_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NOT EXISTS (\n            SELECT FROM applications_decision made\n            JOIN applications_submission sent ON sent.id = made.submission_id\n            JOIN applications_case matter ON matter.id = made.case_id\n            JOIN applications_application whole ON whole.id = matter.application_id\n            WHERE made.id = NEW.decision_id AND made.outcome = 'met' AND made.reversed_at IS NULL\n              AND matter.id = NEW.case_id AND matter.kind = 'admission' AND matter.stage = 'met'\n              AND matter.cleared_at IS NOT NULL AND sent.sha256 = NEW.evidence_sha256\n              AND whole.user_id = NEW.user_id AND whole.pathway_id = NEW.pathway_id)\n        THEN\n            RAISE EXCEPTION 'no decision stands behind this title' USING ERRCODE = 'check_violation';\n        END IF;\n        IF EXISTS (\n            SELECT FROM applications_casefee fee JOIN applications_decision made ON made.id = NEW.decision_id\n            WHERE fee.case_id = NEW.case_id AND fee.let_go_at IS NULL\n              AND (fee.paid_at IS NULL OR (fee.reversed_at IS NOT NULL AND made.why = '')))\n        THEN\n            RAISE EXCEPTION 'the fee of this title has not cleared' USING ERRCODE = 'check_violation';\n        END IF;\n        IF NOT EXISTS (SELECT FROM admission_declaration\n                       WHERE case_id = NEW.case_id AND signer = 'applicant' AND stage = 'signed')\n            OR EXISTS (SELECT FROM admission_declaration\n                       WHERE case_id = NEW.case_id AND stage IN ('open', 'declined'))\n            OR EXISTS (SELECT FROM admission_exclusion gap\n                       JOIN admission_declaration said ON said.id = gap.declaration_id\n                       LEFT JOIN admission_allowance passed ON passed.exclusion_id = gap.id\n                       WHERE said.case_id = NEW.case_id AND said.stage = 'signed' AND passed.id IS NULL)\n        THEN\n            RAISE EXCEPTION 'not everybody has signed' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="1b8794b96fe0afebe3280e87ae8f87b5b645411b",
                            operation="INSERT",
                            pgid="pgtrigger_title_rests_on_its_case_3b50c",
                            table="admission_title",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="title",
                    trigger=pgtrigger.compiler.Trigger(
                        name="title_stays_as_granted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activities" IS DISTINCT FROM (NEW."activities") OR OLD."authorised" IS DISTINCT FROM (NEW."authorised") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."decision_id" IS DISTINCT FROM (NEW."decision_id") OR OLD."evidence_sha256" IS DISTINCT FROM (NEW."evidence_sha256") OR OLD."folded" IS DISTINCT FROM (NEW."folded") OR OLD."from_date" IS DISTINCT FROM (NEW."from_date") OR OLD."granted_at" IS DISTINCT FROM (NEW."granted_at") OR OLD."granted_by_id" IS DISTINCT FROM (NEW."granted_by_id") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."limits" IS DISTINCT FROM (NEW."limits") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."oaths" IS DISTINCT FROM (NEW."oaths") OR OLD."pathway_id" IS DISTINCT FROM (NEW."pathway_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="2858fba2af837e449e131e772adc04726661751e",
                            operation="UPDATE",
                            pgid="pgtrigger_title_stays_as_granted_4dee0",
                            table="admission_title",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="title",
                    trigger=pgtrigger.compiler.Trigger(
                        name="taken_back_stays_so",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.taken_back_at IS NOT NULL) AND ROW(OLD.taken_back_at, OLD.taken_back_by_id, OLD.taken_back_why) IS DISTINCT FROM ROW(NEW.taken_back_at, NEW.taken_back_by_id, NEW.taken_back_why))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="a3fff00fcd1324ba86993d1afdf295c7ca4bd097",
                            operation="UPDATE",
                            pgid="pgtrigger_taken_back_stays_so_67a48",
                            table="admission_title",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="title",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_titleevent" ("activities", "authorised", "case_id", "decision_id", "evidence_sha256", "folded", "from_date", "grade_change_id", "granted_at", "granted_by_id", "holder", "id", "limits", "number", "oaths", "pathway_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printout_id", "taken_back_at", "taken_back_by_id", "taken_back_why", "title", "user_id", "uuid") SELECT new_values."activities", new_values."authorised", new_values."case_id", new_values."decision_id", new_values."evidence_sha256", new_values."folded", new_values."from_date", new_values."grade_change_id", new_values."granted_at", new_values."granted_by_id", new_values."holder", new_values."id", new_values."limits", new_values."number", new_values."oaths", new_values."pathway_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."printout_id", new_values."taken_back_at", new_values."taken_back_by_id", new_values."taken_back_why", new_values."title", new_values."user_id", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="08ef90d605b20171c708dc872a7b80eb54ba1fe7",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f43e2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="admission_title",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="title",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_titleevent" ("activities", "authorised", "case_id", "decision_id", "evidence_sha256", "folded", "from_date", "grade_change_id", "granted_at", "granted_by_id", "holder", "id", "limits", "number", "oaths", "pathway_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printout_id", "taken_back_at", "taken_back_by_id", "taken_back_why", "title", "user_id", "uuid") SELECT new_values."activities", new_values."authorised", new_values."case_id", new_values."decision_id", new_values."evidence_sha256", new_values."folded", new_values."from_date", new_values."grade_change_id", new_values."granted_at", new_values."granted_by_id", new_values."holder", new_values."id", new_values."limits", new_values."number", new_values."oaths", new_values."pathway_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."printout_id", new_values."taken_back_at", new_values."taken_back_by_id", new_values."taken_back_why", new_values."title", new_values."user_id", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="84772fb4c0997aeb4b7285d12345ba822f68c2c3",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_516f4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="admission_title",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="title",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_titleevent" ("activities", "authorised", "case_id", "decision_id", "evidence_sha256", "folded", "from_date", "grade_change_id", "granted_at", "granted_by_id", "holder", "id", "limits", "number", "oaths", "pathway_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "printout_id", "taken_back_at", "taken_back_by_id", "taken_back_why", "title", "user_id", "uuid") SELECT old_values."activities", old_values."authorised", old_values."case_id", old_values."decision_id", old_values."evidence_sha256", old_values."folded", old_values."from_date", old_values."grade_change_id", old_values."granted_at", old_values."granted_by_id", old_values."holder", old_values."id", old_values."limits", old_values."number", old_values."oaths", old_values."pathway_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."printout_id", old_values."taken_back_at", old_values."taken_back_by_id", old_values."taken_back_why", old_values."title", old_values."user_id", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f1c5c05636a63167431b4ad86312d0a15faa46e7",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_07d07",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="admission_title",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="70ab8de57076cac9aa4a559292be2278eec23389",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_bb5e5",
                            table="admission_titleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="titleevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="60c6a14c26ebc7f059597b2dc9ed7c3e0d914277",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2d87f",
                            table="admission_titleevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
