"""The database refuses what no service asks for: see shop.models.guards."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cilexportal.foundation.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0006_aftercare"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="refund",
            name="refunds_within_the_payment",
        ),
        migrations.AddField(
            model_name="payment",
            name="refunded_pence",
            field=models.PositiveIntegerField(
                db_default=0, default=0, editable=False, help_text="Kept by the trigger of refunds alone."
            ),
        ),
        migrations.RunSQL(
            "UPDATE shop_payment SET refunded_pence = refunded.pence"
            " FROM (SELECT payment_id, sum(pence) AS pence FROM shop_refund GROUP BY payment_id) refunded"
            " WHERE refunded.payment_id = shop_payment.id",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("refunded_pence__lte", models.F("pence"))), name="payment_refunds_within_it"
            ),
        ),
        migrations.AddConstraint(
            model_name="writeoff",
            constraint=models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="write_off_is_of_something"),
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="access",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="7b171fd02a59b5d648aa2b944ea9d5b17f9fbc06",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_7ab23",
                            table="shop_access",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="access",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="b3e44589886082534d31f37f399270e99ac8d23c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_dd306",
                            table="shop_access",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="access",
                    trigger=pgtrigger.compiler.Trigger(
                        name="first_opening_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."first_opened_at" IS DISTINCT FROM (NEW."first_opened_at") AND OLD."first_opened_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="19e8caefa9385b207ee0e0b03fbb1669fb60372e",
                            operation="UPDATE",
                            pgid="pgtrigger_first_opening_stays_65ec5",
                            table="shop_access",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="183f86bb176aeebcf183cb1c7b2dabfdb077faab",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_aa712",
                            table="shop_cancellation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="c0355a1e5add66f0fa42143f3628ab24c6508454",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_5db7b",
                            table="shop_cancellation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="notice_stays_of_its_line",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."line_id" IS DISTINCT FROM (NEW."line_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="181ef7c55354a7eec5b146f16684c10c7d6f8310",
                            operation="UPDATE",
                            pgid="pgtrigger_notice_stays_of_its_line_ec7a3",
                            table="shop_cancellation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="settled_notice_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."parts" IS DISTINCT FROM (NEW."parts") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."settled_at" IS DISTINCT FROM (NEW."settled_at") OR OLD."told_at" IS DISTINCT FROM (NEW."told_at") OR OLD."total_pence" IS DISTINCT FROM (NEW."total_pence"))',
                            func="\n            IF OLD.stage = 'settled' THEN\n                RAISE EXCEPTION 'a settled notice stays as it is' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="87e067dae568cfff56d5a37da09ed837d9b38643",
                            operation="UPDATE",
                            pgid="pgtrigger_settled_notice_stays_eada4",
                            table="shop_cancellation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="23e67b3b14f74e9c64ff8eb815f353f9337c868c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_e349c",
                            table="shop_consent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="creditnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="df7c3cf29143043b6088c0974d98961d1c3ce5ce",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_3a7f2",
                            table="shop_creditnote",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="creditnoteline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8c5b715f9853fa7f85722887120d26ab3fd202f1",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1ca02",
                            table="shop_creditnoteline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="gatewayevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fdefb6336c0cb6d4aa31c3e7ce1c98a69dd7f13b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_98f20",
                            table="shop_gatewayevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="gatewayevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="3d3e36325170d1329791007ef518be0e64e863d3",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_d33c8",
                            table="shop_gatewayevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invoice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f0e934b02928cea689c1a67f90d7063f9273e370",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_6d082",
                            table="shop_invoice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invoiceline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="26cbd7a7eca309c5e57c9007534622ca4378f82f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_b1eaf",
                            table="shop_invoiceline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="5601e8e81a0d8c7b142cc0dc170bc1c749c6a705",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_711b4",
                            table="shop_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="74d36b464fcac1eb20a30f2fba76aac8725d145d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_a3835",
                            table="shop_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="order_stays_with_its_people",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."buyer_id" IS DISTINCT FROM (NEW."buyer_id") OR OLD."payer_id" IS DISTINCT FROM (NEW."payer_id") OR OLD."placed_at" IS DISTINCT FROM (NEW."placed_at") OR OLD."policy_id" IS DISTINCT FROM (NEW."policy_id") OR OLD."terms_id" IS DISTINCT FROM (NEW."terms_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c29ba91a900efe9b92326e296c6ca38a1b0125ea",
                            operation="UPDATE",
                            pgid="pgtrigger_order_stays_with_its_people_0f524",
                            table="shop_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="order_number_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."number" IS DISTINCT FROM (NEW."number") AND OLD."number" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="91afe9cf1299fc06e47d390675def61ee93244ae",
                            operation="UPDATE",
                            pgid="pgtrigger_order_number_stays_f1ac5",
                            table="shop_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="acceptance_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") AND OLD."accepted_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b9b684c67026a18e497485d1755e0bfea190f1e2",
                            operation="UPDATE",
                            pgid="pgtrigger_acceptance_stays_7bb03",
                            table="shop_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="paid_stays_paid",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."paid_at" IS DISTINCT FROM (NEW."paid_at") AND OLD."paid_at" IS NOT NULL)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="5e52c11e6cf224213f7690831850bb7764bf9544",
                            operation="UPDATE",
                            pgid="pgtrigger_paid_stays_paid_91e4a",
                            table="shop_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="total_is_what_invoices_ask",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."total_pence" IS DISTINCT FROM (NEW."total_pence"))',
                            declare="DECLARE asked bigint; replaced bigint;",
                            func="\n            SELECT sum(gross_pence) INTO asked FROM shop_invoice WHERE order_id = NEW.id;\n            SELECT coalesce(sum(note.gross_pence), 0) INTO replaced FROM shop_creditnote note WHERE note.running IN (\n                SELECT max(last.running) FROM shop_creditnote last\n                JOIN shop_invoice later ON later.replaces_id = last.invoice_id\n                WHERE later.order_id = NEW.id GROUP BY last.invoice_id\n            );\n            IF NEW.total_pence IS DISTINCT FROM asked - replaced THEN\n                RAISE EXCEPTION 'the total of an order changes with its invoice' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="5dfffb264a9d33f79aba71309f4a4a764687647d",
                            operation="UPDATE",
                            pgid="pgtrigger_total_is_what_invoices_ask_f1afd",
                            table="shop_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f9c744ecaa26b1ff74baa794a7c1d28c7feb03ef",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_8a871",
                            table="shop_orderline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="bcac9e1e9e68bedd9859a48708fa428216b3c3db",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_99004",
                            table="shop_payment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="e73a815ecaf4f84647e91f0f3b9faf96a6172083",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_de61c",
                            table="shop_payment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="payment_begins_unrefunded",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."refunded_pence" > 0)',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;",
                            hash="755cd7e849340ac80088aaa4b63334d47f9e8a1d",
                            operation="INSERT",
                            pgid="pgtrigger_payment_begins_unrefunded_66b86",
                            table="shop_payment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refunds_alone_are_counted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."refunded_pence" IS DISTINCT FROM (NEW."refunded_pence"))',
                            func="\n            IF pg_trigger_depth() < 2 THEN\n                RAISE EXCEPTION 'refunded_pence follows the refunds' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="0be83d025e382ccbd81de0a0e485f1e33bb4d92a",
                            operation="UPDATE",
                            pgid="pgtrigger_refunds_alone_are_counted_ec8c9",
                            table="shop_payment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="7dcd25b20a7262147f18404809deea13ce3550f0",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_0bf8a",
                            table="shop_refund",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refund_of_its_own_order",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF NOT EXISTS (\n                SELECT FROM shop_payment payment JOIN shop_orderline line ON line.order_id = payment.order_id\n                JOIN shop_cancellation notice ON notice.line_id = line.id\n                WHERE payment.id = NEW.payment_id AND notice.id = NEW.cancellation_id\n            ) THEN\n                RAISE EXCEPTION 'a refund goes by a payment of its own order' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="2d919f0942b5a4cd28000e008b158b9b4cb83251",
                            operation="INSERT",
                            pgid="pgtrigger_refund_of_its_own_order_b6620",
                            table="shop_refund",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refunds_within_the_payment",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE shop_payment SET refunded_pence = refunded_pence + NEW.pence\n            WHERE id = NEW.payment_id AND state = 'captured' AND refunded_pence + NEW.pence <= pence;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'refunds exceed what was paid' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="b0505b8a27eb550e5b0b5735b221524ab8405f59",
                            operation="INSERT",
                            pgid="pgtrigger_refunds_within_the_payment_7d8aa",
                            table="shop_refund",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="series",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="102c95ea17bab1c53acf6ebd51a42f349e27b9e1",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_e9201",
                            table="shop_series",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="series",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f2b22f50c388c51c96d1098434f4f01113161bac",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_9f773",
                            table="shop_series",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="series",
                    trigger=pgtrigger.compiler.Trigger(
                        name="series_goes_on_by_one",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF NEW.code <> OLD.code OR NEW.last NOT IN (OLD.last, OLD.last + 1) THEN\n                RAISE EXCEPTION 'a series goes on by one' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="14eebbe646e4f4b71f8a2c2782d358b3c48d0fcf",
                            operation="UPDATE",
                            pgid="pgtrigger_series_goes_on_by_one_3fa53",
                            table="shop_series",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="shoppolicy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="78605faff63986320fd6f7a49e1add768511c15d",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c98d6",
                            table="shop_shoppolicy",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="shoppolicy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="policy_stays_once_ordered",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."figures" IS DISTINCT FROM (NEW."figures") OR OLD."from_date" IS DISTINCT FROM (NEW."from_date"))',
                            func="\n            IF EXISTS (SELECT FROM shop_order WHERE policy_id = OLD.id) THEN\n                RAISE EXCEPTION 'orders stand on it: a change is a new row' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="beecbdeaffc9387d03dc85c7fa7c10ca5637740b",
                            operation="UPDATE",
                            pgid="pgtrigger_policy_stays_once_ordered_be12a",
                            table="shop_shoppolicy",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="feacf7a2f8926447661303a6ff55b574df68c8ed",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_b9646",
                            table="shop_termsversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="terms_stay_once_ordered",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."from_date" IS DISTINCT FROM (NEW."from_date") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func="\n            IF EXISTS (SELECT FROM shop_order WHERE terms_id = OLD.id) THEN\n                RAISE EXCEPTION 'orders stand on it: a change is a new row' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="6eccd0a01d7cce730228ccfbb5beca12766fc5b8",
                            operation="UPDATE",
                            pgid="pgtrigger_terms_stay_once_ordered_843e1",
                            table="shop_termsversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="text_of_terms_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))',
                            func="\n            IF EXISTS (SELECT FROM shop_order WHERE terms_id = OLD.id) AND OLD.document_id IS NOT NULL THEN\n                RAISE EXCEPTION 'orders stand on it: a change is a new row' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="297e8b47000459de4cdfe23cf98c8a3721f6952f",
                            operation="UPDATE",
                            pgid="pgtrigger_text_of_terms_stays_8d9f3",
                            table="shop_termsversion",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c14f71f4d325f44aa4ad46ab4dfb3a7bd050b56b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_8bc45",
                            table="shop_wording",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="b7622f6c7b223d06ba55cd5fc1043fc28d47e01c",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_fad4b",
                            table="shop_wording",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writeoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d57eceab5239163386f5e9953b8bdaef20bb538b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_dbe32",
                            table="shop_writeoff",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writeoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="42cc8945b89c9a0c3ecadd16f206b1ab4b04be7e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4331c",
                            table="shop_writeoff",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writeoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_more_than_is_owed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE charged bigint; credited bigint; kept bigint; given_up bigint;",
                            func="\n            UPDATE shop_order SET held_until = held_until WHERE id = NEW.order_id AND stage = 'accepted';\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'only an accepted order is owed' USING ERRCODE = 'check_violation';\n            END IF;\n            SELECT sum(line.gross_pence), sum((\n                SELECT sum(gross_pence) FROM shop_creditnoteline WHERE invoice_line_id = line.id\n            )) INTO charged, credited\n            FROM shop_invoiceline line JOIN shop_invoice paper ON paper.id = line.invoice_id\n            WHERE paper.order_id = NEW.order_id\n                AND NOT EXISTS (SELECT FROM shop_invoice later WHERE later.replaces_id = paper.id);\n            IF charged IS NULL THEN\n                SELECT sum(pence) INTO charged FROM shop_orderline WHERE order_id = NEW.order_id;\n            END IF;\n            SELECT coalesce(sum(pence - refunded_pence), 0) INTO kept\n            FROM shop_payment WHERE order_id = NEW.order_id AND state = 'captured';\n            SELECT coalesce(sum(pence), 0) INTO given_up FROM shop_writeoff WHERE order_id = NEW.order_id;\n            IF given_up + NEW.pence > coalesce(charged, 0) - coalesce(credited, 0) - kept THEN\n                RAISE EXCEPTION 'more given up than is owed' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="f90fbcee94a774175f0447a1b1fd9db0576aad24",
                            operation="INSERT",
                            pgid="pgtrigger_no_more_than_is_owed_7cd3c",
                            table="shop_writeoff",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
