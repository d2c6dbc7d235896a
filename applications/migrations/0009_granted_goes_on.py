"""An application whose title was granted goes on where the decision is reversed."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0008_declarations_told"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="application",
            name="ended_application_stays",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="ended_application_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.ended_at IS NOT NULL AND NOT (OLD.\"end\" = 'granted' AND NEW.ended_at IS NULL))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c4c9efe3e6953cd24fcad0c9860461f9dad44bf3",
                    operation="UPDATE",
                    pgid="pgtrigger_ended_application_stays_2c022",
                    table="applications_application",
                    when="BEFORE",
                ),
            ),
        ),
    ]
