import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import cilexportal.foundation.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("cpd", "0001_initial"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="activitytype",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_activitytypeevent" ("code", "is_study", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."code", new_values."is_study", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="23a7cef18d250d5ebb38a14b25dbeb319159bacb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dc7cb",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_activitytype",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activitytype",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_activitytypeevent" ("code", "is_study", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."code", new_values."is_study", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."code", new_values."position" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."code") = (new_values."code") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="694dfa6772e7f75a479adfde01586947715208a9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_03a07",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_activitytype",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activitytype",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_activitytypeevent" ("code", "is_study", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."code", old_values."is_study", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3b9d0bbc499bcd332115fb2da34aa07ff2324683",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f6cfe",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_activitytype",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activitytypeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f4b56d23464a6102f7f71b4eef294c3a24ee2314",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_3f624",
                            table="cpd_activitytypeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="activitytypeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3039d9a0bc6c353b43671ab1d96b5f83ea1c2b46",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a6d74",
                            table="cpd_activitytypeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closerun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_closerunevent" ("at", "extensions_only", "finished_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearsal", "retry_parked", "started_at", "started_by_id", "year_id") SELECT new_values."at", new_values."extensions_only", new_values."finished_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rehearsal", new_values."retry_parked", new_values."started_at", new_values."started_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2a5d79f22ddfd2fff1fbd1d65829e07990024dde",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6c7e7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_closerun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closerun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_closerunevent" ("at", "extensions_only", "finished_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearsal", "retry_parked", "started_at", "started_by_id", "year_id") SELECT new_values."at", new_values."extensions_only", new_values."finished_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rehearsal", new_values."retry_parked", new_values."started_at", new_values."started_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="da3f38c085caf2341d39cc5d116c556073557dcb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_37fd0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_closerun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closerun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_closerunevent" ("at", "extensions_only", "finished_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearsal", "retry_parked", "started_at", "started_by_id", "year_id") SELECT old_values."at", old_values."extensions_only", old_values."finished_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rehearsal", old_values."retry_parked", old_values."started_at", old_values."started_by_id", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="790238b4191ed99d5ef6f05cef4cda2b7ad9dfda",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_150f3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_closerun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closerunevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="07febf4067c9f8597c788dbde49e84938edfb1bf",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_8ac45",
                            table="cpd_closerunevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closerunevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="425029892c545ddfae3060e1fd1c6ec92e8bf40e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7636e",
                            table="cpd_closerunevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cpdyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_cpdyearevent" ("closes_at", "ends_on", "id", "label", "loss_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearse_from", "starts_on") SELECT new_values."closes_at", new_values."ends_on", new_values."id", new_values."label", new_values."loss_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rehearse_from", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b91e05986dab051cd996cda156c89d50aa1e9011",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_433f7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_cpdyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cpdyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_cpdyearevent" ("closes_at", "ends_on", "id", "label", "loss_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearse_from", "starts_on") SELECT new_values."closes_at", new_values."ends_on", new_values."id", new_values."label", new_values."loss_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rehearse_from", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2d4d5852fec6790701c49f8adc6a3d16046552f3",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_160cd",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_cpdyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cpdyear",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_cpdyearevent" ("closes_at", "ends_on", "id", "label", "loss_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rehearse_from", "starts_on") SELECT old_values."closes_at", old_values."ends_on", old_values."id", old_values."label", old_values."loss_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rehearse_from", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0404d8df9daf7fd8a1885126c6e0bebaf33d4a04",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_aea50",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_cpdyear",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cpdyearevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="c88e4392b6aa5ffc96210d4dac22506f8e6d1d0d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_7fe31",
                            table="cpd_cpdyearevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cpdyearevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="85206e0a6260b6e4f84b812c66cc8443ea54c91c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c2846",
                            table="cpd_cpdyearevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_dispensationevent" ("granted_at", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id", "year_id") SELECT new_values."granted_at", new_values."granted_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="dac7f041c0b252a595e78b8f09d53c6327f8b067",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_52d4b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_dispensation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_dispensationevent" ("granted_at", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id", "year_id") SELECT new_values."granted_at", new_values."granted_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f866354dec4135bd7d809cea8bdfc67e04557412",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_15271",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_dispensation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_dispensationevent" ("granted_at", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id", "year_id") SELECT old_values."granted_at", old_values."granted_by_id", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5df351ceb31256c3446e817055bca8cae21cf846",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6b964",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_dispensation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="1d235610169e405e5c8d4c37672dfe160a387624",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_39cee",
                            table="cpd_dispensationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispensationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f3c63a71a97ff9627a5d90800c16636158fcf783",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e3191",
                            table="cpd_dispensationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_evidenceevent" ("document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "removed_at") SELECT new_values."document_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."record_id", new_values."removed_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4b004f9e1128de269e111c028fa9f67fd740316f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_407dd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_evidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_evidenceevent" ("document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "removed_at") SELECT new_values."document_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."record_id", new_values."removed_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="25c47909f5d9e243a623d9bf2abd4579219b7d98",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_84836",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_evidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidence",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_evidenceevent" ("document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "removed_at") SELECT old_values."document_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."record_id", old_values."removed_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="94441a897fef2eaca2522750edfd141e395c999c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bdf25",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_evidence",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="a1a943ecf5a648ca2500e2e81b6684e51e397c80",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_8b4d8",
                            table="cpd_evidenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evidenceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="820dcc5d82229e0e654d5779a40c6e1410a3bf34",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a1a42",
                            table="cpd_evidenceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extension",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_extensionevent" ("granted_at", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "withdrawn_at", "withdrawn_by_id", "year_id") SELECT new_values."granted_at", new_values."granted_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9ee3e29a0ade2e9826384fd0103b91c78fa39d09",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a4783",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_extension",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extension",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_extensionevent" ("granted_at", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "withdrawn_at", "withdrawn_by_id", "year_id") SELECT new_values."granted_at", new_values."granted_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."until", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e04079747fad78baf281a08e19c77f8c9a0b19ed",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_25ef4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_extension",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extension",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_extensionevent" ("granted_at", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "withdrawn_at", "withdrawn_by_id", "year_id") SELECT old_values."granted_at", old_values."granted_by_id", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."until", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4886f166f8b83155f29e157908c047250f333402",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_81798",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_extension",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extensionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8327e0b411c1f015702c958d4cfd425b1b5b765f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1aff9",
                            table="cpd_extensionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="extensionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b2132a60f0e0b50c7230b87ebb3467b489035152",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c9f33",
                            table="cpd_extensionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_parkedevent" ("id", "member_id", "parked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "run_id") SELECT new_values."id", new_values."member_id", new_values."parked_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."run_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8edb7d074ccd24f41b1b090a5f2b806014245d1c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_65890",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_parked",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_parkedevent" ("id", "member_id", "parked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "run_id") SELECT new_values."id", new_values."member_id", new_values."parked_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."run_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c291de95a2d62622b9b564fd94e919d9f3539dc1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d7b7f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_parked",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parked",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_parkedevent" ("id", "member_id", "parked_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "run_id") SELECT old_values."id", old_values."member_id", old_values."parked_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."run_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="80cf092a4d400ef4d1966c88453bf9f5d677f40c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3fb4",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_parked",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parkedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="c3f68ce361b6886b267c4fb38b3df8a80932b9cb",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_9c116",
                            table="cpd_parkedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parkedevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1ab01ca81497872f31a6216ffecda387a09a1116",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_500cc",
                            table="cpd_parkedevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="professionalismarea",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_professionalismareaevent" ("code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."code", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."code", new_values."position" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d37e358252412d10714a0aaf612a862e19b2309b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e50ff",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_professionalismarea",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="professionalismarea",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_professionalismareaevent" ("code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT new_values."code", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."code", new_values."position" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."code") = (new_values."code") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b4fc0123a4d515e4137daa70ac4126c7e1426370",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57c38",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_professionalismarea",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="professionalismarea",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_professionalismareaevent" ("code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") SELECT old_values."code", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."code", old_values."position" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1f07846a42c0facf96d302aa3b9c2253923d7c63",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a671f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_professionalismarea",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="professionalismareaevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="d61c0226769a6c1d2439316024a56ca071895ce2",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4699e",
                            table="cpd_professionalismareaevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="professionalismareaevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7cb34bbd4db0e4d43c2ce4341e707ec933a570b0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6c727",
                            table="cpd_professionalismareaevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="closed_year_is_closed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF EXISTS (\n            SELECT FROM cpd_yearresult result\n            WHERE result.superseded_at IS NULL AND result.outcome <> 'extended' AND (\n                (result.member_id = OLD.member_id AND result.year_id = OLD.year_id)\n                OR (result.member_id = NEW.member_id AND result.year_id = NEW.year_id)\n            )\n        ) THEN\n            RAISE EXCEPTION 'the CPD year of this record is closed' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN coalesce(NEW, OLD);\n    ",
                            hash="ca96836d384fa9f51c178face82e08ace5791ee1",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_closed_year_is_closed_54eed",
                            table="cpd_record",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_recordevent" ("activity_type_id", "anonymised", "areas", "change", "complete_at", "completed_on", "created_at", "deleted_at", "entered_by_id", "entered_why", "evaluation", "explanation", "hours", "id", "in_specialism", "kept_elsewhere", "learned", "member_id", "mode", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "saved_at", "title", "uuid", "version", "year_id") SELECT new_values."activity_type_id", new_values."anonymised", new_values."areas", new_values."change", new_values."complete_at", new_values."completed_on", new_values."created_at", new_values."deleted_at", new_values."entered_by_id", new_values."entered_why", new_values."evaluation", new_values."explanation", new_values."hours", new_values."id", new_values."in_specialism", new_values."kept_elsewhere", new_values."learned", new_values."member_id", new_values."mode", new_values."need", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned", new_values."professionalism", new_values."saved_at", new_values."title", new_values."uuid", new_values."version", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="00642a0bc3f7a66e5f4a0d7e7b9e8d5fb48b2934",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67baa",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_record",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_recordevent" ("activity_type_id", "anonymised", "areas", "change", "complete_at", "completed_on", "created_at", "deleted_at", "entered_by_id", "entered_why", "evaluation", "explanation", "hours", "id", "in_specialism", "kept_elsewhere", "learned", "member_id", "mode", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "saved_at", "title", "uuid", "version", "year_id") SELECT new_values."activity_type_id", new_values."anonymised", new_values."areas", new_values."change", new_values."complete_at", new_values."completed_on", new_values."created_at", new_values."deleted_at", new_values."entered_by_id", new_values."entered_why", new_values."evaluation", new_values."explanation", new_values."hours", new_values."id", new_values."in_specialism", new_values."kept_elsewhere", new_values."learned", new_values."member_id", new_values."mode", new_values."need", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned", new_values."professionalism", new_values."saved_at", new_values."title", new_values."uuid", new_values."version", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="112252cbea19bdfe826a153b1774670a7d3593ef",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f998a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_record",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_recordevent" ("activity_type_id", "anonymised", "areas", "change", "complete_at", "completed_on", "created_at", "deleted_at", "entered_by_id", "entered_why", "evaluation", "explanation", "hours", "id", "in_specialism", "kept_elsewhere", "learned", "member_id", "mode", "need", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "saved_at", "title", "uuid", "version", "year_id") SELECT old_values."activity_type_id", old_values."anonymised", old_values."areas", old_values."change", old_values."complete_at", old_values."completed_on", old_values."created_at", old_values."deleted_at", old_values."entered_by_id", old_values."entered_why", old_values."evaluation", old_values."explanation", old_values."hours", old_values."id", old_values."in_specialism", old_values."kept_elsewhere", old_values."learned", old_values."member_id", old_values."mode", old_values."need", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned", old_values."professionalism", old_values."saved_at", old_values."title", old_values."uuid", old_values."version", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cd021a797ca25793a9715fd43863280dbeec3e0b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b1adf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_record",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="5ad3e84f40befc99efbe57005803f6e7195a6892",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_22442",
                            table="cpd_recordevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b9d8e1f567a19d8d8ea5b1e6460ec1aa9cc5137c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_47b3f",
                            table="cpd_recordevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_reductionevent" ("granted_at", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id", "year_id") SELECT new_values."granted_at", new_values."granted_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="63d0f16ff05158aef5003173840bced571809e1a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_50717",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_reduction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_reductionevent" ("granted_at", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id", "year_id") SELECT new_values."granted_at", new_values."granted_by_id", new_values."id", new_values."member_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."withdrawn_at", new_values."withdrawn_by_id", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="40313a9c977f78c05a357031e51e14a8b2bddd25",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_77e23",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_reduction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reduction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_reductionevent" ("granted_at", "granted_by_id", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "withdrawn_at", "withdrawn_by_id", "year_id") SELECT old_values."granted_at", old_values."granted_by_id", old_values."id", old_values."member_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."withdrawn_at", old_values."withdrawn_by_id", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5c10a0967950e32f9f235f3e05d38f654a10b13e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4ac77",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_reduction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reductionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="7b2370918da5fac885a60c2070bd71fcd42c227c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_38ebe",
                            table="cpd_reductionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reductionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7800df9d41ac7d6e09547224f00da2c566c570fb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5425c",
                            table="cpd_reductionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_requirementevent" ("clause", "from_date", "grade_id", "hours", "id", "outcomes", "outside_study_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "reduced_outcomes", "reduced_planned", "scheme", "specialism_hours", "until_date") SELECT new_values."clause", new_values."from_date", new_values."grade_id", new_values."hours", new_values."id", new_values."outcomes", new_values."outside_study_hours", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned", new_values."professionalism", new_values."reduced_outcomes", new_values."reduced_planned", new_values."scheme", new_values."specialism_hours", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d829075b7be830818866257ad4e69dd3ccdac225",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b83cc",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_requirementevent" ("clause", "from_date", "grade_id", "hours", "id", "outcomes", "outside_study_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "reduced_outcomes", "reduced_planned", "scheme", "specialism_hours", "until_date") SELECT new_values."clause", new_values."from_date", new_values."grade_id", new_values."hours", new_values."id", new_values."outcomes", new_values."outside_study_hours", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned", new_values."professionalism", new_values."reduced_outcomes", new_values."reduced_planned", new_values."scheme", new_values."specialism_hours", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="42b0edc3ae16849bc837504281a9a4bcdc6b983c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b7eab",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_requirementevent" ("clause", "from_date", "grade_id", "hours", "id", "outcomes", "outside_study_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "reduced_outcomes", "reduced_planned", "scheme", "specialism_hours", "until_date") SELECT old_values."clause", old_values."from_date", old_values."grade_id", old_values."hours", old_values."id", old_values."outcomes", old_values."outside_study_hours", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned", old_values."professionalism", old_values."reduced_outcomes", old_values."reduced_planned", old_values."scheme", old_values."specialism_hours", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="af8c1d0a26ba51249e80e5c1f89a2c10228e9cea",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f62e5",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_requirement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="52b9c8343f26f4359e6beeb58f640dc4494b6e5d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_00154",
                            table="cpd_requirementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requirementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f2deffc34f9c13f736193ea69aabb2417b32a655",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8b78c",
                            table="cpd_requirementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_signatureevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year_id") SELECT new_values."at", new_values."by_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1e1d9aac03354617ba9ceab020aab10d694e2068",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a8a8b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_signature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_signatureevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year_id") SELECT new_values."at", new_values."by_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="11aece467007f4dfaf73e21ec8afb7eba8a0b0bf",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_30fbc",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_signature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_signatureevent" ("at", "by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "year_id") SELECT old_values."at", old_values."by_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="fa73b2f82f24b9e17af11a340e9560313e08af1a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2d435",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_signature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signatureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="15d7dbb79d8a1db1c1caf51e0b60e96416443717",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_60da6",
                            table="cpd_signatureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="signatureevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c92c475fc5a673585a9de41062070c0e5d932718",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4ac0e",
                            table="cpd_signatureevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="result_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE allowed cpd_yearresult%ROWTYPE;",
                            func="\n        IF TG_OP = 'UPDATE' THEN\n            allowed := OLD;\n            allowed.superseded_at := coalesce(OLD.superseded_at, NEW.superseded_at);\n            allowed.signature_id := coalesce(OLD.signature_id, NEW.signature_id);\n            IF NEW IS NOT DISTINCT FROM allowed THEN\n                RETURN NEW;\n            END IF;\n        END IF;\n        RAISE EXCEPTION 'the result of a closed CPD year stays as it is' USING ERRCODE = 'check_violation';\n    ",
                            hash="d57c8ee3f5ffe76b6f1b0e6d6ff2e911bded0f17",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_result_stays_461b2",
                            table="cpd_yearresult",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_yearresultevent" ("closed_at", "decided_at", "extended_until", "hours", "id", "member_id", "outcome", "outcomes", "outside_study_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "reduced", "requirement_id", "run_id", "signature_id", "specialism_hours", "superseded_at", "year_id") SELECT new_values."closed_at", new_values."decided_at", new_values."extended_until", new_values."hours", new_values."id", new_values."member_id", new_values."outcome", new_values."outcomes", new_values."outside_study_hours", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned", new_values."professionalism", new_values."reduced", new_values."requirement_id", new_values."run_id", new_values."signature_id", new_values."specialism_hours", new_values."superseded_at", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1495ed6bc25f99c2ec753758f6c1a3d0e0df5e6c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9d048",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cpd_yearresult",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_yearresultevent" ("closed_at", "decided_at", "extended_until", "hours", "id", "member_id", "outcome", "outcomes", "outside_study_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "reduced", "requirement_id", "run_id", "signature_id", "specialism_hours", "superseded_at", "year_id") SELECT new_values."closed_at", new_values."decided_at", new_values."extended_until", new_values."hours", new_values."id", new_values."member_id", new_values."outcome", new_values."outcomes", new_values."outside_study_hours", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned", new_values."professionalism", new_values."reduced", new_values."requirement_id", new_values."run_id", new_values."signature_id", new_values."specialism_hours", new_values."superseded_at", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a2806e331b54894cc089802c6ea5d9ab0e557c0c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6d5f0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cpd_yearresult",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearresult",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cpd_yearresultevent" ("closed_at", "decided_at", "extended_until", "hours", "id", "member_id", "outcome", "outcomes", "outside_study_hours", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned", "professionalism", "reduced", "requirement_id", "run_id", "signature_id", "specialism_hours", "superseded_at", "year_id") SELECT old_values."closed_at", old_values."decided_at", old_values."extended_until", old_values."hours", old_values."id", old_values."member_id", old_values."outcome", old_values."outcomes", old_values."outside_study_hours", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned", old_values."professionalism", old_values."reduced", old_values."requirement_id", old_values."run_id", old_values."signature_id", old_values."specialism_hours", old_values."superseded_at", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="74cace30440780e77d5f292e67804d31e0fdbcae",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_69810",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="cpd_yearresult",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearresultevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="c6794a9614c57534e51e5135f9c99ec7417f38c2",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_7c16f",
                            table="cpd_yearresultevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="yearresultevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0a06092617884a39a69f4aeec7bec033bae58134",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0855d",
                            table="cpd_yearresultevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
