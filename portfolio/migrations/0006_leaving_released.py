"""An owner can take one example out of what was signed, to change it."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0005_piece_look"),
    ]

    operations = [
        AtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name="leaving",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="leaving",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="leaving",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="leaving",
                    name="released",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        db_default=models.Value(
                            [],
                            output_field=django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8), size=None
                            ),
                        ),
                        default=list,
                        help_text="Codes that the owner took out of the seal, to change those examples.",
                        size=None,
                    ),
                ),
                migrations.AddField(
                    model_name="leavingevent",
                    name="released",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8),
                        blank=True,
                        db_default=models.Value(
                            [],
                            output_field=django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=8), size=None
                            ),
                        ),
                        default=list,
                        help_text="Codes that the owner took out of the seal, to change those examples.",
                        size=None,
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaving",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portfolio_leavingevent" ("asked_late_why", "begun_at", "consent_withdrawn_at", "consented_at", "given_up_at", "id", "last_day", "later_email", "listed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "released", "reminded", "sealed", "sha256", "signed_at", "signed_from", "signed_name", "statement", "supervisor_id", "uuid") SELECT new_values."asked_late_why", new_values."begun_at", new_values."consent_withdrawn_at", new_values."consented_at", new_values."given_up_at", new_values."id", new_values."last_day", new_values."later_email", new_values."listed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference_id", new_values."released", new_values."reminded", new_values."sealed", new_values."sha256", new_values."signed_at", new_values."signed_from", new_values."signed_name", new_values."statement", new_values."supervisor_id", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="88288e7a020ccafbffef75768ea4dc491c5ee3b1",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_36a6d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="portfolio_leaving",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaving",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portfolio_leavingevent" ("asked_late_why", "begun_at", "consent_withdrawn_at", "consented_at", "given_up_at", "id", "last_day", "later_email", "listed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "released", "reminded", "sealed", "sha256", "signed_at", "signed_from", "signed_name", "statement", "supervisor_id", "uuid") SELECT new_values."asked_late_why", new_values."begun_at", new_values."consent_withdrawn_at", new_values."consented_at", new_values."given_up_at", new_values."id", new_values."last_day", new_values."later_email", new_values."listed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference_id", new_values."released", new_values."reminded", new_values."sealed", new_values."sha256", new_values."signed_at", new_values."signed_from", new_values."signed_name", new_values."statement", new_values."supervisor_id", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b0908e05ba86a04d9d0993bdcd6684524829ef1e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_867f2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="portfolio_leaving",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaving",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portfolio_leavingevent" ("asked_late_why", "begun_at", "consent_withdrawn_at", "consented_at", "given_up_at", "id", "last_day", "later_email", "listed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "released", "reminded", "sealed", "sha256", "signed_at", "signed_from", "signed_name", "statement", "supervisor_id", "uuid") SELECT old_values."asked_late_why", old_values."begun_at", old_values."consent_withdrawn_at", old_values."consented_at", old_values."given_up_at", old_values."id", old_values."last_day", old_values."later_email", old_values."listed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference_id", old_values."released", old_values."reminded", old_values."sealed", old_values."sha256", old_values."signed_at", old_values."signed_from", old_values."signed_name", old_values."statement", old_values."supervisor_id", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8f4cf2ec47da6ef8984a119e33658f12462f1ffb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5ea86",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="portfolio_leaving",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
