import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cilexportal.foundation.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0003_message_of_address"),
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Preference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[("policy_research", "Policy research"), ("marketing", "Courses and offers")],
                                max_length=30,
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("email", "By email"), ("letter", "By letter"), ("none", "Not at all")],
                                max_length=10,
                            ),
                        ),
                        (
                            "through",
                            models.CharField(
                                choices=[("page", "In the portal"), ("link", "By the link in an email")], max_length=10
                            ),
                        ),
                        ("changed_at", models.DateTimeField()),
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
                        "constraints": [
                            models.UniqueConstraint(fields=("user", "category"), name="one_wish_a_category"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("category__in", ["policy_research", "marketing"]),
                                    ("way__in", ["email", "letter", "none"]),
                                ),
                                name="only_what_may_be_switched_off",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PreferenceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "category",
                            models.CharField(
                                choices=[("policy_research", "Policy research"), ("marketing", "Courses and offers")],
                                max_length=30,
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("email", "By email"), ("letter", "By letter"), ("none", "Not at all")],
                                max_length=10,
                            ),
                        ),
                        (
                            "through",
                            models.CharField(
                                choices=[("page", "In the portal"), ("link", "By the link in an email")], max_length=10
                            ),
                        ),
                        ("changed_at", models.DateTimeField()),
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
                                to="correspondence.preference",
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
            ],
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="preference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "correspondence_preferenceevent" ("category", "changed_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "through", "user_id", "way") SELECT new_values."category", new_values."changed_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."through", new_values."user_id", new_values."way" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b96ca3eea742d96ce04c20433147f1256740a9fa",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4faa4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="correspondence_preference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="preference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "correspondence_preferenceevent" ("category", "changed_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "through", "user_id", "way") SELECT new_values."category", new_values."changed_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."through", new_values."user_id", new_values."way" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="82ded4e2c82e9bf781bde8ac4f5fc0ceab4123cc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bb84e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="correspondence_preference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="preference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "correspondence_preferenceevent" ("category", "changed_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "through", "user_id", "way") SELECT old_values."category", old_values."changed_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."through", old_values."user_id", old_values."way" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="055fa22a71dece9b2c99f355c027bb4ddc75e13a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_30f69",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="correspondence_preference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="preferenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="db82cee26fe5d80f12b94b05bce37875b56045e1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_0e25e",
                            table="correspondence_preferenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="preferenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5eac3985b1aaffcff69edc7b3973eafe816bbe05",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_dd916",
                            table="correspondence_preferenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
