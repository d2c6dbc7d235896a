"""The timeline tells of declarations too."""

from django.db import migrations, models

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
    ("declaration_asked", "Declaration asked for"),
    ("declaration_signed", "Declaration signed"),
    ("declaration_declined", "Declaration declined"),
    ("declaration_handed_over", "Declaration handed to somebody else"),
    ("declaration_ended", "Declaration holds no longer"),
    ("assessed", "Section assessed"),
    ("hours", "Hours assessed"),
    ("asked", "More information asked for"),
    ("answered", "Information received"),
    ("decided", "Decided"),
    ("reversed", "Decision reversed"),
    ("granted", "Title granted"),
    ("title_taken_back", "Title taken back"),
    ("referred", "Referred to the committee"),
    ("listed", "Put on the agenda of a meeting"),
    ("unlisted", "Taken off the agenda"),
    ("reconsideration", "Reconsideration asked for"),
    ("withdrawn", "Withdrawn"),
    ("lapsed", "Closed, not continued"),
    ("note", "Note"),
    ("message", "Message from the applicant"),
]


class Migration(migrations.Migration):
    dependencies = [("applications", "0007_parties_named_beside_roles")]

    operations = [
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
