import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import cilexportal.foundation.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0001_initial"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="message",
                    trigger=pgtrigger.compiler.Trigger(
                        name="handled_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."again_at" IS DISTINCT FROM (NEW."again_at") OR OLD."posted_at" IS DISTINCT FROM (NEW."posted_at"))',
                            func='INSERT INTO "correspondence_messageevent" ("again_at", "again_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "posted_at", "posted_by_id", "state") VALUES (NEW."again_at", NEW."again_by_id", NEW."id", _pgh_attach_context(), NOW(), \'handled\', NEW."id", NEW."posted_at", NEW."posted_by_id", NEW."state"); RETURN NULL;',
                            hash="cd2c382e39bb8547975e3c9917e508f20c1c5717",
                            operation="UPDATE",
                            pgid="pgtrigger_handled_update_d7655",
                            table="correspondence_message",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="messageevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="ef3d82552efe20b86fc4d52ad8bcb694874c73d0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_16387",
                            table="correspondence_messageevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="messageevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="158f23e5da0d4a81f9fb1f4954458e9b30d8d7c5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8f6ab",
                            table="correspondence_messageevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
