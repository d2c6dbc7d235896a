"""Links and the visits they open, whatever they are for."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key_hash", models.CharField(max_length=64, unique=True)),
                ("began_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=40)),
                ("subject", models.UUIDField()),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("sent_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "opened_at",
                    models.DateTimeField(blank=True, help_text="When somebody first pressed the button.", null=True),
                ),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, help_text="Replaced, or over with its matter.", null=True),
                ),
            ],
            options={
                "ordering": ["sent_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("purpose", "subject"),
                        name="one_live_link_a_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("sent_at"))), name="visitors_link_lives_a_while"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="3becc194d9e1d285b0995824f3d696d9238564dc",
                    operation="DELETE",
                    pgid="pgtrigger_is_kept_ee095",
                    table="visitors_link",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                    hash="d35b3c14fa799f8f9630b37f4bc0f7efe1413515",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_6c1aa",
                    table="visitors_link",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="link_stays_as_sent",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."token_hash" IS DISTINCT FROM (NEW."token_hash"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="6d4bf6f618cc2dd7010294dcadf3d5936f2df3fe",
                    operation="UPDATE",
                    pgid="pgtrigger_link_stays_as_sent_fb2eb",
                    table="visitors_link",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="link",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="visitors.link"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("began_at"))), name="visitors_visit_lasts_a_while"
            ),
        ),
    ]
