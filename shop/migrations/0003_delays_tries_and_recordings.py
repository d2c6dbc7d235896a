import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0002_reference_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name="announcement",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="announcement",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="announcement",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="productfile",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="productfile",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="productfile",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="refund",
                    name="refund_amount_stays",
                ),
                migrations.AddField(
                    model_name="announcement",
                    name="substantial",
                    field=models.BooleanField(
                        default=False, help_text="Of a delay: whether it lets people go [TC-6.9]."
                    ),
                ),
                migrations.AddField(
                    model_name="announcementevent",
                    name="substantial",
                    field=models.BooleanField(
                        default=False, help_text="Of a delay: whether it lets people go [TC-6.9]."
                    ),
                ),
                migrations.AddField(
                    model_name="productfile",
                    name="transcript",
                    field=models.URLField(
                        blank=True,
                        default="",
                        help_text="Of a recording: where its words can be read, by whoever cannot hear or see it.",
                    ),
                ),
                migrations.AddField(
                    model_name="productfileevent",
                    name="transcript",
                    field=models.URLField(
                        blank=True,
                        default="",
                        help_text="Of a recording: where its words can be read, by whoever cannot hear or see it.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="announcement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_announcementevent" ("announced_at", "announced_by_id", "effective_at", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "substantial", "text", "urgent", "urgent_why") SELECT new_values."announced_at", new_values."announced_by_id", new_values."effective_at", new_values."ended_at", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."substantial", new_values."text", new_values."urgent", new_values."urgent_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="713aa0352764cbb11392670a2245f4c26b619cad",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a9b9a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_announcement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="announcement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_announcementevent" ("announced_at", "announced_by_id", "effective_at", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "substantial", "text", "urgent", "urgent_why") SELECT new_values."announced_at", new_values."announced_by_id", new_values."effective_at", new_values."ended_at", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."substantial", new_values."text", new_values."urgent", new_values."urgent_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f3f06a49f4de1b03114637b8ffd342532cdb1448",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8db27",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_announcement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="announcement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_announcementevent" ("announced_at", "announced_by_id", "effective_at", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "substantial", "text", "urgent", "urgent_why") SELECT old_values."announced_at", old_values."announced_by_id", old_values."effective_at", old_values."ended_at", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."substantial", old_values."text", old_values."urgent", old_values."urgent_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d289c1b5e680ef856b3762aec36a961271e4bea5",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3ea2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_announcement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_productfileevent" ("added_at", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "transcript") SELECT new_values."added_at", new_values."document_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."transcript" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b5f7da4eacba3c5f650336ddcd77565a701280ed",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0da53",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_productfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_productfileevent" ("added_at", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "transcript") SELECT new_values."added_at", new_values."document_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."transcript" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="779501d4ba3b77fd65086fdf0a841f54ecef6ff0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ff09d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_productfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_productfileevent" ("added_at", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "transcript") SELECT old_values."added_at", old_values."document_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."transcript" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="22392ff89e3e759ffaf1fdfef56645761d0b8cd5",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_89941",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_productfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refund_amount_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."cancellation_id" IS DISTINCT FROM (NEW."cancellation_id") OR OLD."payment_id" IS DISTINCT FROM (NEW."payment_id") OR OLD."pence" IS DISTINCT FROM (NEW."pence"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="79c0063aae760f222109e75e3ed29bfa6c5fb480",
                            operation="UPDATE",
                            pgid="pgtrigger_refund_amount_stays_dd486",
                            table="shop_refund",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refund_key_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."key" IS DISTINCT FROM (NEW."key") AND NOT (NEW."state" = \'sending\' AND OLD."state" = \'failed\'))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="067af110cf123628c445c73cd3de15ccb776d2f9",
                            operation="UPDATE",
                            pgid="pgtrigger_refund_key_stays_f7013",
                            table="shop_refund",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
        # Until now every delay that was announced let people go.
        migrations.RunSQL(
            "UPDATE shop_announcement SET substantial = true WHERE kind = 'delayed'", migrations.RunSQL.noop
        ),
        migrations.AddConstraint(
            model_name="announcement",
            constraint=models.CheckConstraint(
                condition=models.Q(("substantial", False), ("kind", "delayed"), _connector="OR"),
                name="only_a_delay_is_substantial",
            ),
        ),
    ]
