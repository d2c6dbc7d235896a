"""The timeline tells that an applicant changed the hours ledger."""

from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce

KINDS = [
    ("begun", "Begun"),
    ("submitted", "Submitted"),
    ("taken_back", "Taken back before paying"),
    ("billed", "Invoice raised"),
    ("paid", "Fee paid"),
    ("assigned", "Given to an officer"),
    ("held", "Put on hold"),
    ("released", "Taken off hold"),
    ("ledger", "Hours ledger changed"),
    ("paper", "File added"),
    ("reference_asked", "Reference asked for"),
    ("reference_reminded", "Supervisor reminded"),
    ("reference_received", "Reference received"),
    ("reference_declined", "Supervisor declined"),
    ("reference_handed_over", "Reference handed to another supervisor"),
    ("reference_ended", "Reference no longer asked for"),
    ("assessed", "Section assessed"),
    ("hours", "Hours assessed"),
    ("asked", "More information asked for"),
    ("answered", "Information received"),
    ("decided", "Decided"),
    ("reversed", "Decision reversed"),
    ("referred", "Referred to the committee"),
    ("listed", "Put on the agenda of a meeting"),
    ("unlisted", "Taken off the agenda"),
    ("letter", "Letter sent"),
    ("reconsideration", "Reconsideration asked for"),
    ("withdrawn", "Withdrawn"),
    ("lapsed", "Closed, not continued"),
    ("note", "Note"),
]


class Migration(migrations.Migration):
    """Another kind of happening."""

    dependencies = [("applications", "0002_reference_data")]

    operations = [
        AtOnce(
            operations=[
                migrations.RemoveConstraint(model_name="happening", name="event_kind_is_known"),
                migrations.AlterField(
                    model_name="happening", name="kind", field=models.CharField(choices=KINDS, max_length=25)
                ),
                migrations.AddConstraint(
                    model_name="happening",
                    constraint=models.CheckConstraint(
                        condition=models.Q(kind__in=[code for code, _ in KINDS]), name="event_kind_is_known"
                    ),
                ),
            ]
        ),
    ]
