"""What was signed on leaving a job has a hash of its own, and stays as it was signed."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0002_portfolio_warned_on"),
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
                    name="sha256",
                    field=models.CharField(
                        blank=True, db_default="", help_text="Of what was signed, as JSON.", max_length=64
                    ),
                ),
                migrations.AddField(
                    model_name="leavingevent",
                    name="sha256",
                    field=models.CharField(
                        blank=True, db_default="", help_text="Of what was signed, as JSON.", max_length=64
                    ),
                ),
                migrations.AddIndex(
                    model_name="leaving",
                    index=models.Index(
                        condition=models.Q(("given_up_at", None)), fields=["last_day"], name="portfolio_leaving_live"
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaving",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="446e83d044738cff2029d133c6d6358c1c4ae46b",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_cb2c6",
                            table="portfolio_leaving",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaving",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="763e05b381b659655025962689c526abbe5a8478",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_955d8",
                            table="portfolio_leaving",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaving",
                    trigger=pgtrigger.compiler.Trigger(
                        name="leaving_is_of_one_supervisor",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."supervisor_id" IS DISTINCT FROM (NEW."supervisor_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b9ed9375c35e74879fb6ea81f1f937f5bead2926",
                            operation="UPDATE",
                            pgid="pgtrigger_leaving_is_of_one_supervisor_e5b77",
                            table="portfolio_leaving",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaving",
                    trigger=pgtrigger.compiler.Trigger(
                        name="signed_leaving_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.signed_at IS NOT NULL) AND ROW(OLD.last_day, OLD.listed, OLD.sealed, OLD.statement, OLD.signed_name, OLD.signed_at, OLD.signed_from, OLD.sha256) IS DISTINCT FROM ROW(NEW.last_day, NEW.listed, NEW.sealed, NEW.statement, NEW.signed_name, NEW.signed_at, NEW.signed_from, NEW.sha256))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="cdb268255559b41545d59a9ccdf7977038bff156",
                            operation="UPDATE",
                            pgid="pgtrigger_signed_leaving_stays_f618e",
                            table="portfolio_leaving",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaving",
                    trigger=pgtrigger.compiler.Trigger(
                        name="given_up_leaving_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.given_up_at IS NOT NULL) AND ROW(OLD.given_up_at) IS DISTINCT FROM ROW(NEW.given_up_at))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="7fff76ebb5e14300fde9ea042abced06ae28f2dd",
                            operation="UPDATE",
                            pgid="pgtrigger_given_up_leaving_stays_c1ad0",
                            table="portfolio_leaving",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leaving",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portfolio_leavingevent" ("asked_late_why", "begun_at", "consent_withdrawn_at", "consented_at", "given_up_at", "id", "last_day", "later_email", "listed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "reminded", "sealed", "sha256", "signed_at", "signed_from", "signed_name", "statement", "supervisor_id", "uuid") SELECT new_values."asked_late_why", new_values."begun_at", new_values."consent_withdrawn_at", new_values."consented_at", new_values."given_up_at", new_values."id", new_values."last_day", new_values."later_email", new_values."listed", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference_id", new_values."reminded", new_values."sealed", new_values."sha256", new_values."signed_at", new_values."signed_from", new_values."signed_name", new_values."statement", new_values."supervisor_id", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="02662b20512448b62d5d9b6b4679fe77b184b379",
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
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portfolio_leavingevent" ("asked_late_why", "begun_at", "consent_withdrawn_at", "consented_at", "given_up_at", "id", "last_day", "later_email", "listed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "reminded", "sealed", "sha256", "signed_at", "signed_from", "signed_name", "statement", "supervisor_id", "uuid") SELECT new_values."asked_late_why", new_values."begun_at", new_values."consent_withdrawn_at", new_values."consented_at", new_values."given_up_at", new_values."id", new_values."last_day", new_values."later_email", new_values."listed", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference_id", new_values."reminded", new_values."sealed", new_values."sha256", new_values."signed_at", new_values."signed_from", new_values."signed_name", new_values."statement", new_values."supervisor_id", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="aa563bae09d09296dd528014ac03dc1b15e68e51",
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
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "portfolio_leavingevent" ("asked_late_why", "begun_at", "consent_withdrawn_at", "consented_at", "given_up_at", "id", "last_day", "later_email", "listed", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference_id", "reminded", "sealed", "sha256", "signed_at", "signed_from", "signed_name", "statement", "supervisor_id", "uuid") SELECT old_values."asked_late_why", old_values."begun_at", old_values."consent_withdrawn_at", old_values."consented_at", old_values."given_up_at", old_values."id", old_values."last_day", old_values."later_email", old_values."listed", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference_id", old_values."reminded", old_values."sealed", old_values."sha256", old_values."signed_at", old_values."signed_from", old_values."signed_name", old_values."statement", old_values."supervisor_id", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="dbc0409f18c14d8f4b48e26ea509e20a2dd4e16c",
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
