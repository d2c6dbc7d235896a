"""The database says how a notice moves, as it does of orders, payments and refunds."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0004_not_admitted"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="cancellation",
            trigger=pgtrigger.compiler.Trigger(
                name="cancellation_moves",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."stage", \':\', NEW."stage") = ANY(\'{officer:return,officer:payable,officer:refused,return:officer,return:payable,payable:officer,payable:settled}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."stage" IS DISTINCT FROM NEW."stage") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "stage" from "%" to "%" on table %\', OLD."stage", NEW."stage", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="2ff5d55c92e9d9a6d6ef34882edd9828d3e87917",
                    operation="UPDATE",
                    pgid="pgtrigger_cancellation_moves_0c3e5",
                    table="shop_cancellation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
