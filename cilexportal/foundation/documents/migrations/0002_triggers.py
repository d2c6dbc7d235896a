import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import cilexportal.foundation.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="document",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_documentevent" ("checked_at", "clean_sha256", "clean_size", "file", "filename", "id", "media_type", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_at", "sha256", "size", "state", "uuid", "warnings") SELECT new_values."checked_at", new_values."clean_sha256", new_values."clean_size", new_values."file", new_values."filename", new_values."id", new_values."media_type", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."received_at", new_values."sha256", new_values."size", new_values."state", new_values."uuid", new_values."warnings" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c33dc5b928cf393ceaead369b225b000b3545cad",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_be524",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_document",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="document",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_documentevent" ("checked_at", "clean_sha256", "clean_size", "file", "filename", "id", "media_type", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_at", "sha256", "size", "state", "uuid", "warnings") SELECT new_values."checked_at", new_values."clean_sha256", new_values."clean_size", new_values."file", new_values."filename", new_values."id", new_values."media_type", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."received_at", new_values."sha256", new_values."size", new_values."state", new_values."uuid", new_values."warnings" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."checked_at" IS DISTINCT FROM (new_values."checked_at") OR old_values."clean_sha256" IS DISTINCT FROM (new_values."clean_sha256") OR old_values."clean_size" IS DISTINCT FROM (new_values."clean_size") OR old_values."file" IS DISTINCT FROM (new_values."file") OR old_values."filename" IS DISTINCT FROM (new_values."filename") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."media_type" IS DISTINCT FROM (new_values."media_type") OR old_values."owner_id" IS DISTINCT FROM (new_values."owner_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."received_at" IS DISTINCT FROM (new_values."received_at") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."size" IS DISTINCT FROM (new_values."size") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid") OR old_values."warnings" IS DISTINCT FROM (new_values."warnings")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c9e11415f4c5d3459d73e0605eec5749412e7d20",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a3ed6",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="documents_document",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="document",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_documentevent" ("checked_at", "clean_sha256", "clean_size", "file", "filename", "id", "media_type", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "received_at", "sha256", "size", "state", "uuid", "warnings") SELECT old_values."checked_at", old_values."clean_sha256", old_values."clean_size", old_values."file", old_values."filename", old_values."id", old_values."media_type", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."received_at", old_values."sha256", old_values."size", old_values."state", old_values."uuid", old_values."warnings" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2bfa7229bee5f2406a9e6aee51fff4ac345d3754",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0c008",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_document",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="documentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="803369119cae7b3c2476a17d2d07d6f4aabe3f45",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_e9316",
                            table="documents_documentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="documentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="401291d04b3fa5f3d2b51241f67950bd6896846e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9e7ed",
                            table="documents_documentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
