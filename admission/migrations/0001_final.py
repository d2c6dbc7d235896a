import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("applications", "0008_declarations_told"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Final",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "answers",
                            models.JSONField(
                                default=dict, help_text="Code of a section -> code of a question -> the answer."
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("saved_at", models.DateTimeField()),
                        (
                            "case",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="final",
                                to="applications.case",
                            ),
                        ),
                        (
                            "reference",
                            models.ForeignKey(
                                blank=True,
                                help_text="The one given for experience, where it is used again [HB-62].",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="applications.reference",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="FinalEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "answers",
                            models.JSONField(
                                default=dict, help_text="Code of a section -> code of a question -> the answer."
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
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
                                to="admission.final",
                            ),
                        ),
                        (
                            "reference",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                help_text="The one given for experience, where it is used again [HB-62].",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="applications.reference",
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
                    model_name="final",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="82d34e491cedb63545fb463e006b25a63481916d",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_f2db5",
                            table="admission_final",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="final",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="93e01a22ef0a95d085b91b6c31caae07b4c99a1a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_a36ce",
                            table="admission_final",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="final",
                    trigger=pgtrigger.compiler.Trigger(
                        name="final_is_of_one_case",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b39b22afd09194035b8efcbc8330fa6e3ffc444f",
                            operation="UPDATE",
                            pgid="pgtrigger_final_is_of_one_case_b8920",
                            table="admission_final",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="final",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_finalevent" ("answers", "begun_at", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "saved_at") SELECT new_values."answers", new_values."begun_at", new_values."case_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference_id", new_values."saved_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7eaa127a20c538f74697b1b32181bf895a51b836",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2d941",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="admission_final",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="final",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_finalevent" ("answers", "begun_at", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "saved_at") SELECT new_values."answers", new_values."begun_at", new_values."case_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference_id", new_values."saved_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="523546b577aa3c9a47545e484210f99a415a5c90",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_392a9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="admission_final",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="final",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "admission_finalevent" ("answers", "begun_at", "case_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "saved_at") SELECT old_values."answers", old_values."begun_at", old_values."case_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference_id", old_values."saved_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c8f04459758ac8910fc63c1ab26696b0c7ef5c76",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fc788",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="admission_final",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finalevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="b310684d473c45330c41f61d03a9d7c1eacd268b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_3da4f",
                            table="admission_finalevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="finalevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0e9eec3e1a8da9dba069d1f74e7faa15c191e7ed",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3d2a3",
                            table="admission_finalevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
