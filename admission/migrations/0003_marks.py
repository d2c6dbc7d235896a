import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("admission", "0002_declarations"),
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
                    name="CriterionMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slot", models.CharField(help_text="The place, as 1.1-2.", max_length=8)),
                        ("outcome", models.CharField(help_text="The number of the outcome, as 1.1.", max_length=5)),
                        ("letter", models.CharField(max_length=4)),
                        ("seal", models.CharField(help_text="The hash of the example that was marked.", max_length=64)),
                        ("is_second", models.BooleanField(default=False, help_text="Of the second assessor.")),
                        ("mark", models.CharField(choices=[("met", "Met"), ("not_met", "Not met")], max_length=8)),
                        (
                            "reason",
                            models.CharField(
                                blank=True, help_text="A code of the version's shortfalls.", max_length=30
                            ),
                        ),
                        ("note", models.TextField(blank=True, help_text="To the applicant.")),
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
                                related_name="marks",
                                to="applications.case",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="marks",
                                to="applications.submission",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "slot", "letter", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CriterionMarkEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("slot", models.CharField(help_text="The place, as 1.1-2.", max_length=8)),
                        ("outcome", models.CharField(help_text="The number of the outcome, as 1.1.", max_length=5)),
                        ("letter", models.CharField(max_length=4)),
                        ("seal", models.CharField(help_text="The hash of the example that was marked.", max_length=64)),
                        ("is_second", models.BooleanField(default=False, help_text="Of the second assessor.")),
                        ("mark", models.CharField(choices=[("met", "Met"), ("not_met", "Not met")], max_length=8)),
                        (
                            "reason",
                            models.CharField(
                                blank=True, help_text="A code of the version's shortfalls.", max_length=30
                            ),
                        ),
                        ("note", models.TextField(blank=True, help_text="To the applicant.")),
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
                                to="admission.criterionmark",
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
                    name="DocumentTrace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "pages",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Empty until it was read.", null=True
                            ),
                        ),
                        (
                            "runs",
                            models.PositiveIntegerField(
                                default=0, help_text="How many different runs of words there are."
                            ),
                        ),
                        (
                            "minima",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(),
                                blank=True,
                                default=list,
                                help_text="In order, the smallest first.",
                                size=None,
                            ),
                        ),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="documents.document"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Judgement",
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
                                choices=[("statement", "Personal statement"), ("old", "Explanation of older work")],
                                max_length=10,
                            ),
                        ),
                        (
                            "about",
                            models.CharField(help_text='"sheet:1.1-2" or "1.1-2:<uuid of a piece>".', max_length=45),
                        ),
                        (
                            "slot",
                            models.CharField(
                                help_text="The place where it stands, or the first of them.", max_length=8
                            ),
                        ),
                        ("seal", models.CharField(help_text="The hash of what was judged.", max_length=64)),
                        ("accepted", models.BooleanField()),
                        ("why", models.TextField()),
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
                                related_name="judgements",
                                to="applications.case",
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="judgements",
                                to="applications.submission",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="JudgementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("statement", "Personal statement"), ("old", "Explanation of older work")],
                                max_length=10,
                            ),
                        ),
                        (
                            "about",
                            models.CharField(help_text='"sheet:1.1-2" or "1.1-2:<uuid of a piece>".', max_length=45),
                        ),
                        (
                            "slot",
                            models.CharField(
                                help_text="The place where it stands, or the first of them.", max_length=8
                            ),
                        ),
                        ("seal", models.CharField(help_text="The hash of what was judged.", max_length=64)),
                        ("accepted", models.BooleanField()),
                        ("why", models.TextField()),
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
                                to="admission.judgement",
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
                    name="MarkingShare",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("competency", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "assessor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                related_name="shares",
                                to="applications.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["case", "competency", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="MarkingShareEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("competency", models.PositiveSmallIntegerField()),
                        ("at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "assessor",
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
                                to="admission.markingshare",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MarkTyped",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slot", models.CharField(max_length=8)),
                        ("is_second", models.BooleanField(default=False)),
                        ("fields", models.JSONField(default=dict)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("page_key", models.CharField(blank=True, max_length=40)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "submission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="applications.submission",
                            ),
                        ),
                    ],
                ),
            ]
        ),
        AtOnce(
            operations=[
                migrations.AddIndex(
                    model_name="criterionmark",
                    index=models.Index(
                        condition=models.Q(("superseded_at", None)),
                        fields=["case", "outcome", "letter"],
                        name="admission_marks_standing",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterionmark",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("submission", "slot", "letter", "is_second"),
                        name="one_standing_mark_a_criterion",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="criterionmark",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mark", "met"), ("note", ""), ("reason", "")),
                            models.Q(
                                ("mark", "not_met"),
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="criterion_not_met_says_why",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="07617589a925807f033da8fa39479c16328b5923",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_f982c",
                            table="admission_criterionmark",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="63889ab504e11d54928cd2ac729eb4b9a7383a1b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_12c48",
                            table="admission_criterionmark",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="nobody_judges_their_own",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE address text; owner bigint; whole bigint;",
                            func="\n        SELECT lower(email) INTO address FROM members_user WHERE id = NEW.by_id;\n        SELECT application.user_id, application.id INTO owner, whole FROM applications_case matter\n            JOIN applications_application application ON application.id = matter.application_id\n            WHERE matter.id = NEW.case_id;\n        IF owner = NEW.by_id\n            OR EXISTS (SELECT FROM applications_referenceasked asked\n                       JOIN applications_case step ON step.id = asked.case_id\n                       WHERE step.application_id = whole AND lower(asked.email) = address)\n        THEN\n            RAISE EXCEPTION 'nobody judges a case of their own' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="abeb1525c7937725cf6b3ec8b6dda3933d6c2c13",
                            operation="INSERT",
                            pgid="pgtrigger_nobody_judges_their_own_97480",
                            table="admission_criterionmark",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="submission_is_of_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NOT EXISTS (SELECT FROM applications_submission WHERE id = NEW.submission_id AND case_id = NEW.case_id) THEN\n            RAISE EXCEPTION 'the submission is of another case' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="0330a8f8765bf9f4ba49071bb4618db88228c18f",
                            operation="INSERT",
                            pgid="pgtrigger_submission_is_of_the_case_0d017",
                            table="admission_criterionmark",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="second_mark_is_anothers",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF EXISTS (SELECT FROM admission_criterionmark other\n                   WHERE other.case_id = NEW.case_id AND other.slot = NEW.slot AND other.seal = NEW.seal\n                     AND other.is_second <> NEW.is_second AND other.by_id = NEW.by_id\n                     AND other.superseded_at IS NULL)\n        THEN\n            RAISE EXCEPTION 'nobody marks an example twice' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="d148235711266299ae251dbdb3e5782ea6e47a36",
                            operation="INSERT",
                            pgid="pgtrigger_second_mark_is_anothers_4f95c",
                            table="admission_criterionmark",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="superseded_stays_so",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.superseded_at IS NOT NULL) AND ROW(OLD.superseded_at) IS DISTINCT FROM ROW(NEW.superseded_at))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="629d49832dfa01a0edc663bb597b9775db5af21e",
                            operation="UPDATE",
                            pgid="pgtrigger_superseded_stays_so_b1a92",
                            table="admission_criterionmark",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="mark_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."is_second" IS DISTINCT FROM (NEW."is_second") OR OLD."letter" IS DISTINCT FROM (NEW."letter") OR OLD."mark" IS DISTINCT FROM (NEW."mark") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."seal" IS DISTINCT FROM (NEW."seal") OR OLD."slot" IS DISTINCT FROM (NEW."slot") OR OLD."submission_id" IS DISTINCT FROM (NEW."submission_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="da3cf4b9595545a4d0513eefebb04abf12df476b",
                            operation="UPDATE",
                            pgid="pgtrigger_mark_stays_b8301",
                            table="admission_criterionmark",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_criterionmarkevent" ("at", "by_id", "case_id", "id", "is_second", "letter", "mark", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "seal", "slot", "submission_id", "superseded_at") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."is_second", new_values."letter", new_values."mark", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."seal", new_values."slot", new_values."submission_id", new_values."superseded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6021149e867cec636461648d293ad91589bdd8a7",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d5747",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="admission_criterionmark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_criterionmarkevent" ("at", "by_id", "case_id", "id", "is_second", "letter", "mark", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "seal", "slot", "submission_id", "superseded_at") SELECT new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."is_second", new_values."letter", new_values."mark", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."seal", new_values."slot", new_values."submission_id", new_values."superseded_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b5dfc60265a7311273c7c7e38ace0b09d76e8c14",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e357f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="admission_criterionmark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmark",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_criterionmarkevent" ("at", "by_id", "case_id", "id", "is_second", "letter", "mark", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "seal", "slot", "submission_id", "superseded_at") SELECT old_values."at", old_values."by_id", old_values."case_id", old_values."id", old_values."is_second", old_values."letter", old_values."mark", old_values."note", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."seal", old_values."slot", old_values."submission_id", old_values."superseded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b4b0db229f3eca61222068bb2b71ac1e3f1632e8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c967d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="admission_criterionmark",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmarkevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="1893e7c7ee984f61fd9ae9f43a484d4011f57dc7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_43d8e",
                            table="admission_criterionmarkevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="criterionmarkevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="96aec618ae99b0f2cdc8f3e4c417d37f68a77d93",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5ea64",
                            table="admission_criterionmarkevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddIndex(
                    model_name="documenttrace",
                    index=django.contrib.postgres.indexes.GinIndex(fields=["minima"], name="admission_trace_minima"),
                ),
                migrations.AddIndex(
                    model_name="documenttrace",
                    index=models.Index(
                        condition=models.Q(("pages", None)), fields=["id"], name="admission_trace_waiting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="judgement",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("submission", "kind", "about"),
                        name="one_standing_judgement",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="judgement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="judgement_says_why"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="7ab126f42c335ffb29003abb62d09cf6be4102a0",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_2ba2b",
                            table="admission_judgement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="9eab1c5b0928299909cd52374659419414cd04f6",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_ae6cc",
                            table="admission_judgement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="nobody_judges_their_own",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE address text; owner bigint; whole bigint;",
                            func="\n        SELECT lower(email) INTO address FROM members_user WHERE id = NEW.by_id;\n        SELECT application.user_id, application.id INTO owner, whole FROM applications_case matter\n            JOIN applications_application application ON application.id = matter.application_id\n            WHERE matter.id = NEW.case_id;\n        IF owner = NEW.by_id\n            OR EXISTS (SELECT FROM applications_referenceasked asked\n                       JOIN applications_case step ON step.id = asked.case_id\n                       WHERE step.application_id = whole AND lower(asked.email) = address)\n        THEN\n            RAISE EXCEPTION 'nobody judges a case of their own' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="bfa891b61b3ca84ce7cbcb56694767cffe914609",
                            operation="INSERT",
                            pgid="pgtrigger_nobody_judges_their_own_4bfd1",
                            table="admission_judgement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="submission_is_of_the_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NOT EXISTS (SELECT FROM applications_submission WHERE id = NEW.submission_id AND case_id = NEW.case_id) THEN\n            RAISE EXCEPTION 'the submission is of another case' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="61618cb0f86f5a4b86d2fc045a6b9fc8864d8507",
                            operation="INSERT",
                            pgid="pgtrigger_submission_is_of_the_case_fcf8c",
                            table="admission_judgement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="superseded_stays_so",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.superseded_at IS NOT NULL) AND ROW(OLD.superseded_at) IS DISTINCT FROM ROW(NEW.superseded_at))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="62850ed79f2e8b4bbadfc7ed467c9c016e85d246",
                            operation="UPDATE",
                            pgid="pgtrigger_superseded_stays_so_45c86",
                            table="admission_judgement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="judgement_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."accepted" IS DISTINCT FROM (NEW."accepted") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."seal" IS DISTINCT FROM (NEW."seal") OR OLD."slot" IS DISTINCT FROM (NEW."slot") OR OLD."submission_id" IS DISTINCT FROM (NEW."submission_id") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="6e8cbdf0529e5598c20e25fe9e04acdb4ab31817",
                            operation="UPDATE",
                            pgid="pgtrigger_judgement_stays_242b8",
                            table="admission_judgement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_judgementevent" ("about", "accepted", "at", "by_id", "case_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "slot", "submission_id", "superseded_at", "why") SELECT new_values."about", new_values."accepted", new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."seal", new_values."slot", new_values."submission_id", new_values."superseded_at", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8d45c4b5743fd757c61e4d16a4506af054f90092",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f026b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="admission_judgement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_judgementevent" ("about", "accepted", "at", "by_id", "case_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "slot", "submission_id", "superseded_at", "why") SELECT new_values."about", new_values."accepted", new_values."at", new_values."by_id", new_values."case_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."seal", new_values."slot", new_values."submission_id", new_values."superseded_at", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a8a15be7a74e1bc1ea8a44f7c9f0c55d3c4056fc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1c966",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="admission_judgement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_judgementevent" ("about", "accepted", "at", "by_id", "case_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "slot", "submission_id", "superseded_at", "why") SELECT old_values."about", old_values."accepted", old_values."at", old_values."by_id", old_values."case_id", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."seal", old_values."slot", old_values."submission_id", old_values."superseded_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="bd68022952a18395726f3b68584002e2a20727fd",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_69e46",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="admission_judgement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="4cf8528d6e3fffb72e1312e6a504f83688967191",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_56945",
                            table="admission_judgementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="judgementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8f66083fc982b62d4b96e2657166316edceb1ed7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fa3c4",
                            table="admission_judgementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="markingshare",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("case", "competency"),
                        name="one_assessor_a_competency",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="60502ddd822394a9405ea4a7120806724519d8ee",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_a7592",
                            table="admission_markingshare",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="33d1ddd62571b80b4de19b3e12925d7d1e1a1705",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_f929f",
                            table="admission_markingshare",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="nobody_judges_their_own",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE address text; owner bigint; whole bigint;",
                            func="\n        SELECT lower(email) INTO address FROM members_user WHERE id = NEW.by_id;\n        SELECT application.user_id, application.id INTO owner, whole FROM applications_case matter\n            JOIN applications_application application ON application.id = matter.application_id\n            WHERE matter.id = NEW.case_id;\n        IF owner = NEW.by_id\n            OR EXISTS (SELECT FROM applications_referenceasked asked\n                       JOIN applications_case step ON step.id = asked.case_id\n                       WHERE step.application_id = whole AND lower(asked.email) = address)\n        THEN\n            RAISE EXCEPTION 'nobody judges a case of their own' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="88b632f448fb41ed6fb64cf47fcd2fa08522b4d0",
                            operation="INSERT",
                            pgid="pgtrigger_nobody_judges_their_own_a4fba",
                            table="admission_markingshare",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="share_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."assessor_id" IS DISTINCT FROM (NEW."assessor_id") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."competency" IS DISTINCT FROM (NEW."competency"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="8cb284df5d1dcf02a8778eed7fe6ab8c882ce4e7",
                            operation="UPDATE",
                            pgid="pgtrigger_share_stays_b8e2d",
                            table="admission_markingshare",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="ended_share_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.ended_at IS NOT NULL) AND ROW(OLD.ended_at) IS DISTINCT FROM ROW(NEW.ended_at))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="5b9066beef43b6a1cf4a85272449a84dd32f5b5c",
                            operation="UPDATE",
                            pgid="pgtrigger_ended_share_stays_1faf3",
                            table="admission_markingshare",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_markingshareevent" ("assessor_id", "at", "by_id", "case_id", "competency", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."assessor_id", new_values."at", new_values."by_id", new_values."case_id", new_values."competency", new_values."ended_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ecf3a5ddbde4352c9e6ad04bbb5cb7c4174bc550",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6f8f6",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="admission_markingshare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_markingshareevent" ("assessor_id", "at", "by_id", "case_id", "competency", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."assessor_id", new_values."at", new_values."by_id", new_values."case_id", new_values."competency", new_values."ended_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6ea45324fa64590a48adf35443b9df30ad094224",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9e5f8",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="admission_markingshare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshare",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_markingshareevent" ("assessor_id", "at", "by_id", "case_id", "competency", "ended_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."assessor_id", old_values."at", old_values."by_id", old_values."case_id", old_values."competency", old_values."ended_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="051847dab9743271f74d238326228b8c9df5f1b9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c0ce4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="admission_markingshare",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshareevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8998b3d50de9203d431759670757da02f74f3220",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_6ecde",
                            table="admission_markingshareevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="markingshareevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2fe1995c825a02e0e8b55995506ca48c2870e744",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6045c",
                            table="admission_markingshareevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="marktyped",
                    constraint=models.UniqueConstraint(
                        fields=("submission", "slot", "is_second", "by"), name="one_typing_an_example"
                    ),
                ),
            ]
        ),
    ]
