"""The officers' queue is read in its order, whatever it is filtered by."""

from datetime import UTC, datetime

from django.db import migrations, models
from django.db.models.functions import Coalesce

from cilexportal.foundation.migrating import AtOnce

QUEUED = Coalesce("cleared_at", "submitted_at", models.Value(datetime(9999, 1, 1, tzinfo=UTC)))
OPEN = models.Q(stage__in=["fee", "assessment", "information", "not_yet", "committee"])


def index(name: str, *fields: str, condition: models.Q | None = None) -> migrations.AddIndex:
    return migrations.AddIndex("case", models.Index(*fields, QUEUED, "id", condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_ledger_changed")]

    operations = [
        AtOnce(
            operations=[
                migrations.RemoveIndex("case", "applications_case_queue"),
                migrations.RemoveIndex("case", "applications_case_of_officer"),
                migrations.RemoveIndex("case", "applications_case_by_whose"),
                index("applications_case_queue", condition=OPEN),
                index("applications_case_all"),
                index("applications_case_by_kind", "kind", condition=OPEN),
                index("applications_case_by_officer", "officer", condition=OPEN),
                index("applications_case_by_whose", "whose", condition=OPEN),
                index("applications_case_by_stage", "stage"),
                index("applications_case_stage_kind", "stage", "kind"),
                index("applications_case_of_officer", "officer", "stage"),
            ]
        ),
    ]
