"""A notice waits for its goods again where what was sent as proof of sending turned out to be none."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0009_settled_until_it_comes_back"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="cancellation",
            name="cancellation_moves",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cancellation",
            trigger=pgtrigger.compiler.Trigger(
                name="cancellation_moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."stage", \':\', NEW."stage") = ANY(\'{officer:return,officer:payable,officer:refused,return:officer,return:payable,payable:officer,payable:return,payable:settled,settled:payable}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."stage" IS DISTINCT FROM NEW."stage") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "stage" from "%" to "%" on table %\', OLD."stage", NEW."stage", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="52125f755ff61a1428f0f9a97a45d56540aa552f",
                    operation="UPDATE",
                    pgid="pgtrigger_cancellation_moves_0c3e5",
                    table="shop_cancellation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
