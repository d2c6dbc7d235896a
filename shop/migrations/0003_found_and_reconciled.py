"""Orders are found by number, names and addresses, and money of a day without reading all of it."""

import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0002_reference_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        pgtrigger.migrations.RemoveTrigger(
            model_name="order",
            name="update_update",
        ),
        migrations.AddField(
            model_name="order",
            name="words",
            field=models.TextField(
                default="",
                editable=False,
                help_text="Number, names and addresses as given, in small letters: what is searched.",
            ),
        ),
        migrations.AddIndex(
            model_name="creditnote",
            index=models.Index(fields=["issued_at"], name="shop_creditnote_by_day"),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(fields=["issued_at"], name="shop_invoice_by_day"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["-placed_at", "-id"], name="shop_order_newest"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], name="shop_order_words", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="payer",
            index=models.Index(condition=models.Q(("kind", "employer")), fields=["id"], name="shop_payer_employer"),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("state", "captured")), fields=["captured_at"], name="shop_payment_by_day"
            ),
        ),
        migrations.AddIndex(
            model_name="refund",
            index=models.Index(condition=models.Q(("state", "paid")), fields=["paid_at"], name="shop_refund_by_day"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="order",
            trigger=pgtrigger.compiler.Trigger(
                name="order_words",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    SELECT lower(concat_ws(' ', NEW.number, buyer.full_name, NEW.email, payer.name, payer.contact,\n                                           payer.email, payer.purchase_order))\n                    INTO NEW.words FROM members_user buyer, shop_payer payer\n                    WHERE buyer.id = NEW.buyer_id AND payer.id = NEW.payer_id;\n                    RETURN NEW;\n                ",
                    hash="852b3da05eb6c50705b271a89e252c12d46cb5d3",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_order_words_c170c",
                    table="shop_order",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="order",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_orderevent" ("accepted_at", "buyer_id", "by_transfer", "confirmed_at", "decline_reason", "declined_at", "delivery_id", "email", "held_until", "id", "number", "paid_at", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "policy_id", "stage", "terms_id", "total_pence", "uuid", "withdrawn_at") SELECT new_values."accepted_at", new_values."buyer_id", new_values."by_transfer", new_values."confirmed_at", new_values."decline_reason", new_values."declined_at", new_values."delivery_id", new_values."email", new_values."held_until", new_values."id", new_values."number", new_values."paid_at", new_values."payer_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."placed_at", new_values."policy_id", new_values."stage", new_values."terms_id", new_values."total_pence", new_values."uuid", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."accepted_at" IS DISTINCT FROM (new_values."accepted_at") OR old_values."buyer_id" IS DISTINCT FROM (new_values."buyer_id") OR old_values."by_transfer" IS DISTINCT FROM (new_values."by_transfer") OR old_values."confirmed_at" IS DISTINCT FROM (new_values."confirmed_at") OR old_values."decline_reason" IS DISTINCT FROM (new_values."decline_reason") OR old_values."declined_at" IS DISTINCT FROM (new_values."declined_at") OR old_values."delivery_id" IS DISTINCT FROM (new_values."delivery_id") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."held_until" IS DISTINCT FROM (new_values."held_until") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."paid_at" IS DISTINCT FROM (new_values."paid_at") OR old_values."payer_id" IS DISTINCT FROM (new_values."payer_id") OR old_values."placed_at" IS DISTINCT FROM (new_values."placed_at") OR old_values."policy_id" IS DISTINCT FROM (new_values."policy_id") OR old_values."stage" IS DISTINCT FROM (new_values."stage") OR old_values."terms_id" IS DISTINCT FROM (new_values."terms_id") OR old_values."total_pence" IS DISTINCT FROM (new_values."total_pence") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="386ddf53d64de0a1904efc986ad8e493a6014177",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e6630",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="shop_order",
                    when="AFTER",
                ),
            ),
        ),
    ]
