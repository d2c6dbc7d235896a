import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import cilexportal.foundation.migrating


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("kind", models.CharField(max_length=60)),
                        ("category", models.CharField(default="administration", max_length=30)),
                        ("to_name", models.CharField(max_length=200)),
                        ("to_email", models.CharField(blank=True, max_length=254)),
                        (
                            "context",
                            models.JSONField(default=dict, help_text="Ids and figures that the letter is built from."),
                        ),
                        (
                            "dedupe_key",
                            models.CharField(help_text="The same key is queued once, ever.", max_length=120, null=True),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting to be sent"),
                                    ("sent", "Sent"),
                                    ("failed", "Not sent"),
                                    ("dropped", "No longer needed"),
                                    ("no_address", "To be posted"),
                                    ("posted", "Posted"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("queued_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("send_after", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ("claimed_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(null=True)),
                        ("posted_at", models.DateTimeField(null=True)),
                        (
                            "again_at",
                            models.DateTimeField(help_text="When somebody last had it sent again.", null=True),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("error", models.TextField(blank=True)),
                        ("subject", models.TextField(blank=True)),
                        ("text", models.TextField(blank=True)),
                        ("html", models.TextField(blank=True)),
                        ("letter", models.FileField(blank=True, max_length=200, upload_to="")),
                        ("letter_sha256", models.CharField(blank=True, max_length=64)),
                        (
                            "again_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "posted_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_user",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "queued")), fields=["send_after", "id"], name="message_due"
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("sent", "posted"))),
                                fields=["to_user", "-id"],
                                name="message_of_person",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ("failed", "no_address"))),
                                fields=["state", "id"],
                                name="message_stuck",
                            ),
                            models.Index(
                                condition=models.Q(("state", "queued"), _negated=True),
                                fields=["uuid"],
                                name="message_by_uuid",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("dedupe_key__isnull", False)),
                                fields=("dedupe_key",),
                                name="message_queued_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ("sent", "posted")), _negated=True),
                                    ("sent_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="sent_message_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("posted_at", None), ("posted_by", None)),
                                    models.Q(
                                        ("posted_at__isnull", False), ("posted_by__isnull", False), ("state", "posted")
                                    ),
                                    _connector="OR",
                                ),
                                name="message_posted_by_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("again_at", None), ("again_by", None)),
                                    models.Q(("again_at__isnull", False), ("again_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="message_again_by_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MessageEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting to be sent"),
                                    ("sent", "Sent"),
                                    ("failed", "Not sent"),
                                    ("dropped", "No longer needed"),
                                    ("no_address", "To be posted"),
                                    ("posted", "Posted"),
                                ],
                                default="queued",
                                max_length=10,
                            ),
                        ),
                        ("posted_at", models.DateTimeField(null=True)),
                        (
                            "again_at",
                            models.DateTimeField(help_text="When somebody last had it sent again.", null=True),
                        ),
                        (
                            "again_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="id_state_posted_at_posted_by_again_at_again_by_events",
                                to="correspondence.message",
                            ),
                        ),
                        (
                            "posted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
    ]
