import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import cilexportal.foundation.migrating
import shop.models.dated


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_triggers"),
        ("members", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        TrigramExtension(),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="Access",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "ready_at",
                            models.DateTimeField(blank=True, help_text="Accepted and paid [TC-6.4].", null=True),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="The message that confirms both ticks went out [LAW-CCR37].",
                                null=True,
                            ),
                        ),
                        ("first_opened_at", models.DateTimeField(blank=True, null=True)),
                        ("times_opened", models.PositiveIntegerField(default=0)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Given up or refunded: the files stay shut.", null=True
                            ),
                        ),
                        (
                            "line",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="access", to="shop.orderline"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_opened_at", None), ("ready_at__isnull", False), _connector="OR"
                                ),
                                name="opened_only_once_ready",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Address",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=150)),
                        ("line_1", models.CharField(max_length=150)),
                        ("line_2", models.CharField(blank=True, max_length=150)),
                        ("town", models.CharField(max_length=100)),
                        ("postcode", models.CharField(max_length=10)),
                        ("country", models.CharField(default="GB", max_length=2)),
                    ],
                ),
                migrations.CreateModel(
                    name="Announcement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("moved", "Sessions moved"),
                                    ("suspended", "Course suspended"),
                                    ("delayed", "Delivery or supply delayed"),
                                    ("error", "Price or description was wrong"),
                                    ("larger_change", "Larger change to product or terms"),
                                    ("law", "Changed to follow the law"),
                                    ("minor", "Minor technical change"),
                                    ("currency", "Content brought up to date"),
                                    ("membership_rules", "Membership regulations or policies"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField(help_text="What buyers read.")),
                        ("urgent", models.BooleanField(default=False)),
                        ("urgent_why", models.TextField(blank=True)),
                        ("announced_at", models.DateTimeField()),
                        (
                            "effective_at",
                            models.DateTimeField(blank=True, help_text="Of a larger change [TC-7.5].", null=True),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, help_text="A suspended course goes on.", null=True),
                        ),
                        (
                            "announced_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="announcements",
                                to="shop.product",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-announced_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("urgent", False), models.Q(("urgent_why", ""), _negated=True), _connector="OR"
                                ),
                                name="urgent_announcement_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "larger_change"), _negated=True),
                                    ("effective_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="larger_change_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnnouncementEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("moved", "Sessions moved"),
                                    ("suspended", "Course suspended"),
                                    ("delayed", "Delivery or supply delayed"),
                                    ("error", "Price or description was wrong"),
                                    ("larger_change", "Larger change to product or terms"),
                                    ("law", "Changed to follow the law"),
                                    ("minor", "Minor technical change"),
                                    ("currency", "Content brought up to date"),
                                    ("membership_rules", "Membership regulations or policies"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField(help_text="What buyers read.")),
                        ("urgent", models.BooleanField(default=False)),
                        ("urgent_why", models.TextField(blank=True)),
                        ("announced_at", models.DateTimeField()),
                        (
                            "effective_at",
                            models.DateTimeField(blank=True, help_text="Of a larger change [TC-7.5].", null=True),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, help_text="A suspended course goes on.", null=True),
                        ),
                        (
                            "announced_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
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
                                related_name="events",
                                to="shop.announcement",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.product",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Basket",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "typed",
                            models.JSONField(default=dict, help_text="Answers of the check-out that are not sent yet."),
                        ),
                        ("changed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        (
                            "owner",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="basket",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="BasketLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("quantity", models.PositiveSmallIntegerField(default=1)),
                        ("seen_pence", models.PositiveIntegerField(help_text="The unit price when it was put in.")),
                        (
                            "basket",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="shop.basket"
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="shop.product"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("basket", "product"), name="one_basket_line_per_product"),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 1), ("quantity__lte", 99)),
                                name="basket_quantity_is_sensible",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cancellation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("quantity", models.PositiveSmallIntegerField()),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("change_of_mind", "Change of mind"),
                                    ("larger_change", "A larger change was announced"),
                                    ("error", "Price or description was wrong"),
                                    ("delay", "Substantial delay"),
                                    ("course_moved", "The course was moved"),
                                    ("course_suspended", "The course was suspended"),
                                    ("wrongdoing", "A legal right because CILEX did something wrong"),
                                    ("faulty", "Faulty or not as described"),
                                    ("declined_quote", "A change was quoted and not wanted"),
                                    ("paid_in_error", "Paid twice or too much"),
                                    ("breach", "CILEX ended it: breach of membership"),
                                    ("non_payment", "CILEX ended it: not paid"),
                                    ("no_information", "CILEX ended it: information did not come"),
                                    ("no_delivery", "CILEX ended it: delivery was not made possible"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("portal", "In the portal"),
                                    ("email", "By e-mail"),
                                    ("letter", "By letter"),
                                    ("phone", "By phone"),
                                ],
                                default="portal",
                                max_length=10,
                            ),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(help_text="The notice counts from when it was sent [LAW-CCR32]."),
                        ),
                        ("told_at", models.DateTimeField(help_text="When it came to CILEX.")),
                        ("words", models.TextField(blank=True, help_text="What the buyer or the officer wrote.")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("officer", "Waiting for an officer"),
                                    ("return", "Waiting for the goods"),
                                    ("payable", "Refund due"),
                                    ("settled", "Settled"),
                                    ("refused", "Refused"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("clause", models.CharField(max_length=20)),
                        ("sentence", models.TextField(help_text="The answer as the buyer reads it.")),
                        ("parts", models.JSONField(default=list)),
                        ("total_pence", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, help_text="The refund is paid by the end of this day.", null=True
                            ),
                        ),
                        (
                            "as_credit",
                            models.BooleanField(
                                default=False, help_text="Credit for another course was chosen [TC-7.4a]."
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_why", models.TextField(blank=True)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cancellations",
                                to="shop.orderline",
                            ),
                        ),
                        (
                            "announcement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.told",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-told_at", "-id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("stage__in", ["officer", "return", "payable"])),
                                fields=["due_on"],
                                name="shop_refund_due",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gte", 1)), name="cancellation_is_of_something"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at", None), ("decided_by", None)),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_by__isnull", False),
                                        models.Q(("decided_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="decision_by_when_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage__in", ["payable", "settled"]), _negated=True),
                                    ("total_pence__isnull", False),
                                    _connector="OR",
                                ),
                                name="payable_cancellation_says_how_much",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("settled_at__isnull", False), ("stage", "settled")),
                                    models.Q(models.Q(("stage", "settled"), _negated=True), ("settled_at", None)),
                                    _connector="OR",
                                ),
                                name="settled_cancellation_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CancellationEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("quantity", models.PositiveSmallIntegerField()),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("change_of_mind", "Change of mind"),
                                    ("larger_change", "A larger change was announced"),
                                    ("error", "Price or description was wrong"),
                                    ("delay", "Substantial delay"),
                                    ("course_moved", "The course was moved"),
                                    ("course_suspended", "The course was suspended"),
                                    ("wrongdoing", "A legal right because CILEX did something wrong"),
                                    ("faulty", "Faulty or not as described"),
                                    ("declined_quote", "A change was quoted and not wanted"),
                                    ("paid_in_error", "Paid twice or too much"),
                                    ("breach", "CILEX ended it: breach of membership"),
                                    ("non_payment", "CILEX ended it: not paid"),
                                    ("no_information", "CILEX ended it: information did not come"),
                                    ("no_delivery", "CILEX ended it: delivery was not made possible"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("portal", "In the portal"),
                                    ("email", "By e-mail"),
                                    ("letter", "By letter"),
                                    ("phone", "By phone"),
                                ],
                                default="portal",
                                max_length=10,
                            ),
                        ),
                        (
                            "sent_at",
                            models.DateTimeField(help_text="The notice counts from when it was sent [LAW-CCR32]."),
                        ),
                        ("told_at", models.DateTimeField(help_text="When it came to CILEX.")),
                        ("words", models.TextField(blank=True, help_text="What the buyer or the officer wrote.")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("officer", "Waiting for an officer"),
                                    ("return", "Waiting for the goods"),
                                    ("payable", "Refund due"),
                                    ("settled", "Settled"),
                                    ("refused", "Refused"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("clause", models.CharField(max_length=20)),
                        ("sentence", models.TextField(help_text="The answer as the buyer reads it.")),
                        ("parts", models.JSONField(default=list)),
                        ("total_pence", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "due_on",
                            models.DateField(
                                blank=True, help_text="The refund is paid by the end of this day.", null=True
                            ),
                        ),
                        (
                            "as_credit",
                            models.BooleanField(
                                default=False, help_text="Credit for another course was chosen [TC-7.4a]."
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_why", models.TextField(blank=True)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
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
                            "entered_by",
                            models.ForeignKey(
                                blank=True,
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
                                related_name="events",
                                to="shop.cancellation",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.orderline",
                            ),
                        ),
                        (
                            "announcement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.told",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ChangeRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("text", models.TextField()),
                        ("possible", models.BooleanField(blank=True, null=True)),
                        ("quote_text", models.TextField(blank=True)),
                        (
                            "quote_pence",
                            models.IntegerField(
                                blank=True, help_text="More to pay, or less where negative.", null=True
                            ),
                        ),
                        ("quoted_at", models.DateTimeField(blank=True, null=True)),
                        ("accepted", models.BooleanField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "quoted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="change_requests",
                                to="shop.orderline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-asked_at"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted", None), ("answered_at", None)),
                                    models.Q(("accepted__isnull", False), ("answered_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="change_answer_says_when",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChangeRequestEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("asked_at", models.DateTimeField()),
                        ("text", models.TextField()),
                        ("possible", models.BooleanField(blank=True, null=True)),
                        ("quote_text", models.TextField(blank=True)),
                        (
                            "quote_pence",
                            models.IntegerField(
                                blank=True, help_text="More to pay, or less where negative.", null=True
                            ),
                        ),
                        ("quoted_at", models.DateTimeField(blank=True, null=True)),
                        ("accepted", models.BooleanField(blank=True, null=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
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
                                related_name="events",
                                to="shop.changerequest",
                            ),
                        ),
                        (
                            "quoted_by",
                            models.ForeignKey(
                                blank=True,
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
                            "line",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.orderline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "to",
                            models.CharField(
                                choices=[
                                    ("terms", "Terms and conditions"),
                                    ("extra_terms", "Extra terms of a product"),
                                    ("start_early", "Starting before the right to change one's mind ends"),
                                    ("lose_when_done", "Losing that right once the service is complete"),
                                    ("download_now", "Starting the download at once"),
                                    ("lose_when_started", "Losing that right once the download starts"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="shop.order"
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="shop.orderline",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shop.wording"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("order", "line", "to", "wording"), name="one_consent_each", nulls_distinct=False
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "to",
                            models.CharField(
                                choices=[
                                    ("terms", "Terms and conditions"),
                                    ("extra_terms", "Extra terms of a product"),
                                    ("start_early", "Starting before the right to change one's mind ends"),
                                    ("lose_when_done", "Losing that right once the service is complete"),
                                    ("download_now", "Starting the download at once"),
                                    ("lose_when_started", "Losing that right once the download starts"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("given_at", models.DateTimeField()),
                        (
                            "given_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
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
                                related_name="events",
                                to="shop.consent",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.order",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.orderline",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.wording",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContactAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("note", models.TextField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contact_attempts",
                                to="shop.order",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ContactAttemptEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("note", models.TextField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
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
                                related_name="events",
                                to="shop.contactattempt",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.order",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CourseSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="shop.product"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["product", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("product", "number"), name="one_session_per_number"),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="session_ends_after_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CourseSessionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField()),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("place", models.CharField(blank=True, max_length=200)),
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
                                related_name="events",
                                to="shop.coursesession",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.product",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Credit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("pence", models.PositiveIntegerField()),
                        ("given_at", models.DateTimeField()),
                        (
                            "cancellation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit",
                                to="shop.cancellation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shop_credits",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CreditEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("pence", models.PositiveIntegerField()),
                        ("given_at", models.DateTimeField()),
                        (
                            "cancellation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.cancellation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
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
                                related_name="events",
                                to="shop.credit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CreditNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=20, unique=True)),
                        (
                            "running",
                            models.PositiveIntegerField(
                                help_text="The number within the series, without gaps.", unique=True
                            ),
                        ),
                        ("issued_at", models.DateTimeField()),
                        ("supplied_on", models.DateField(help_text="The time of supply.")),
                        ("supplier", models.JSONField(help_text="Name, address lines and VAT number.")),
                        ("customer", models.JSONField(help_text="Name and address lines of the payer.")),
                        ("net_pence", models.PositiveIntegerField()),
                        ("vat_pence", models.PositiveIntegerField()),
                        ("gross_pence", models.PositiveIntegerField()),
                        ("reason", models.CharField(max_length=200)),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_notes",
                                to="shop.invoice",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-running"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["issued_at"], name="shop_creditnote_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "gross_pence",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("net_pence"), "+", models.F("vat_pence")
                                        ),
                                    )
                                ),
                                name="creditnote_adds_up",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CreditNoteLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("description", models.CharField(max_length=300)),
                        ("quantity", models.PositiveSmallIntegerField()),
                        ("unit_pence", models.PositiveIntegerField(blank=True, null=True)),
                        ("vat_percent", models.DecimalField(decimal_places=2, max_digits=5)),
                        ("net_pence", models.PositiveIntegerField()),
                        ("vat_pence", models.PositiveIntegerField()),
                        ("gross_pence", models.PositiveIntegerField()),
                        (
                            "credit_note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="shop.creditnote"
                            ),
                        ),
                        (
                            "invoice_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credits",
                                to="shop.invoiceline",
                            ),
                        ),
                        (
                            "order_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shop.orderline"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "gross_pence",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("net_pence"), "+", models.F("vat_pence")
                                        ),
                                    )
                                ),
                                name="creditnoteline_adds_up",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CreditUse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("pence", models.PositiveIntegerField()),
                        (
                            "credit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="shop.credit"
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="credit_uses",
                                to="shop.payment",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CreditUseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("pence", models.PositiveIntegerField()),
                        (
                            "credit",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.credit",
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
                                related_name="events",
                                to="shop.credituse",
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.payment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DeliveryRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("pence", models.PositiveIntegerField()),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_date", None), ("until_date__gt", models.F("from_date")), _connector="OR"
                                ),
                                name="deliveryrate_ends_after_it_begins",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        shop.models.dated.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    )
                                ],
                                name="one_delivery_rate_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DeliveryRateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("pence", models.PositiveIntegerField()),
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
                                related_name="events",
                                to="shop.deliveryrate",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GatewayEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "gateway",
                            models.CharField(
                                choices=[
                                    ("stripe", "Card"),
                                    ("demo", "Demo card"),
                                    ("bank", "Bank transfer"),
                                    ("credit", "Course credit"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("event_id", models.CharField(max_length=120)),
                        ("kind", models.CharField(max_length=80)),
                        ("sha256", models.CharField(help_text="Of the raw body.", max_length=64)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("applied", "Applied"),
                                    ("replayed", "Seen before"),
                                    ("forged", "Signature is wrong"),
                                    ("mismatch", "Amount or currency differs"),
                                    ("ignored", "Nothing to do"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("received_at", models.DateTimeField()),
                        (
                            "payment",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="messages",
                                to="shop.payment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("verdict", "applied")),
                                fields=("gateway", "event_id"),
                                name="gateway_event_counts_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(max_length=20, unique=True)),
                        (
                            "running",
                            models.PositiveIntegerField(
                                help_text="The number within the series, without gaps.", unique=True
                            ),
                        ),
                        ("issued_at", models.DateTimeField()),
                        ("supplied_on", models.DateField(help_text="The time of supply.")),
                        ("supplier", models.JSONField(help_text="Name, address lines and VAT number.")),
                        ("customer", models.JSONField(help_text="Name and address lines of the payer.")),
                        ("net_pence", models.PositiveIntegerField()),
                        ("vat_pence", models.PositiveIntegerField()),
                        ("gross_pence", models.PositiveIntegerField()),
                        ("purchase_order", models.CharField(blank=True, max_length=60)),
                        (
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="shop.invoice",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="invoices", to="shop.order"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-running"],
                        "abstract": False,
                        "indexes": [models.Index(fields=["issued_at"], name="shop_invoice_by_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "gross_pence",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("net_pence"), "+", models.F("vat_pence")
                                        ),
                                    )
                                ),
                                name="invoice_adds_up",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvoiceLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("description", models.CharField(max_length=300)),
                        ("quantity", models.PositiveSmallIntegerField()),
                        ("unit_pence", models.PositiveIntegerField(blank=True, null=True)),
                        ("vat_percent", models.DecimalField(decimal_places=2, max_digits=5)),
                        ("net_pence", models.PositiveIntegerField()),
                        ("vat_pence", models.PositiveIntegerField()),
                        ("gross_pence", models.PositiveIntegerField()),
                        (
                            "invoice",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="shop.invoice"
                            ),
                        ),
                        (
                            "order_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shop.orderline"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "gross_pence",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("net_pence"), "+", models.F("vat_pence")
                                        ),
                                    )
                                ),
                                name="invoiceline_adds_up",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovedSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("old_starts_at", models.DateTimeField()),
                        ("old_ends_at", models.DateTimeField()),
                        ("new_starts_at", models.DateTimeField()),
                        ("new_ends_at", models.DateTimeField()),
                        (
                            "announcement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="moved",
                                to="shop.announcement",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shop.coursesession"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("new_ends_at__gt", models.F("new_starts_at"))),
                                name="moved_session_ends_after_it_starts",
                            ),
                            models.UniqueConstraint(
                                fields=("announcement", "session"), name="one_move_per_announcement"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovedSessionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("old_starts_at", models.DateTimeField()),
                        ("old_ends_at", models.DateTimeField()),
                        ("new_starts_at", models.DateTimeField()),
                        ("new_ends_at", models.DateTimeField()),
                        (
                            "announcement",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.announcement",
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
                                related_name="events",
                                to="shop.movedsession",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.coursesession",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Order",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("number", models.CharField(blank=True, max_length=20, null=True, unique=True)),
                        (
                            "email",
                            models.EmailField(help_text="Where messages about this order go [TC-2.2].", max_length=254),
                        ),
                        (
                            "by_transfer",
                            models.BooleanField(
                                default=False, help_text="Accepted first, paid by bank transfer afterwards."
                            ),
                        ),
                        ("total_pence", models.PositiveIntegerField()),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("placed", "Waiting for payment"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Not completed"),
                                ],
                                default="placed",
                                max_length=10,
                            ),
                        ),
                        ("placed_at", models.DateTimeField()),
                        (
                            "held_until",
                            models.DateTimeField(help_text="Stock and places are kept for the buyer until then."),
                        ),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "confirmed_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="The acceptance e-mail went out: the contract, and the start of 14 days.",
                                null=True,
                            ),
                        ),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decline_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("out_of_stock", "Out of stock"),
                                    ("full", "No places left"),
                                    ("price_error", "Wrong price"),
                                    ("description_error", "Wrong description"),
                                    ("no_delivery_date", "No delivery date within the limit"),
                                    ("no_longer_sold", "No longer sold"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "paid_at",
                            models.DateTimeField(
                                blank=True, help_text="The instant at which nothing was left to pay.", null=True
                            ),
                        ),
                        (
                            "words",
                            models.TextField(
                                default="",
                                editable=False,
                                help_text="Number, names and addresses as given, in small letters: what is searched.",
                            ),
                        ),
                        (
                            "buyer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="orders",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "delivery",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="shop.address",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="shop.payer"
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shop.shoppolicy"
                            ),
                        ),
                        (
                            "terms",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shop.termsversion"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-placed_at", "-id"],
                        "indexes": [
                            models.Index(fields=["buyer", "-placed_at"], name="shop_order_of_buyer"),
                            models.Index(fields=["stage", "-placed_at"], name="shop_order_by_stage"),
                            models.Index(
                                condition=models.Q(("stage", "placed")), fields=["held_until"], name="shop_order_held"
                            ),
                            models.Index(
                                condition=models.Q(("paid_at", None), ("stage", "accepted")),
                                fields=["accepted_at"],
                                name="shop_order_unpaid",
                            ),
                            models.Index(fields=["-placed_at", "-id"], name="shop_order_newest"),
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["words"], name="shop_order_words", opclasses=["gin_trgm_ops"]
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("accepted_at__isnull", False), ("number__isnull", False), ("stage", "accepted")
                                    ),
                                    models.Q(
                                        models.Q(("stage", "accepted"), _negated=True),
                                        ("accepted_at", None),
                                        ("confirmed_at", None),
                                        ("number", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="order_has_a_number_once_accepted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("declined_at__isnull", False),
                                        ("stage", "declined"),
                                        models.Q(("decline_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("stage", "declined"), _negated=True),
                                        ("decline_reason", ""),
                                        ("declined_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="declined_order_says_when_and_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "withdrawn"), ("withdrawn_at__isnull", False)),
                                    models.Q(models.Q(("stage", "withdrawn"), _negated=True), ("withdrawn_at", None)),
                                    _connector="OR",
                                ),
                                name="withdrawn_order_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderedSession",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField()),
                        ("starts_at", models.DateTimeField(help_text="As promised when ordered.")),
                        ("ends_at", models.DateTimeField(help_text="As promised when ordered.")),
                        ("attended", models.BooleanField(blank=True, null=True)),
                        ("marked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "marked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shop.coursesession"
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sessions",
                                to="shop.orderline",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["line", "number"],
                        "constraints": [
                            models.UniqueConstraint(fields=("line", "session"), name="one_ordered_session_per_session"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("attended", None), ("marked_at", None), ("marked_by", None)),
                                    models.Q(
                                        ("attended__isnull", False),
                                        ("marked_at__isnull", False),
                                        ("marked_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="attendance_marked_by_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderedSessionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.PositiveSmallIntegerField()),
                        ("starts_at", models.DateTimeField(help_text="As promised when ordered.")),
                        ("ends_at", models.DateTimeField(help_text="As promised when ordered.")),
                        ("attended", models.BooleanField(blank=True, null=True)),
                        ("marked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "marked_by",
                            models.ForeignKey(
                                blank=True,
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
                                related_name="events",
                                to="shop.orderedsession",
                            ),
                        ),
                        (
                            "session",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.coursesession",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.orderline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrderEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("number", models.CharField(blank=True, max_length=20, null=True)),
                        (
                            "email",
                            models.EmailField(help_text="Where messages about this order go [TC-2.2].", max_length=254),
                        ),
                        (
                            "by_transfer",
                            models.BooleanField(
                                default=False, help_text="Accepted first, paid by bank transfer afterwards."
                            ),
                        ),
                        ("total_pence", models.PositiveIntegerField()),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("placed", "Waiting for payment"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Not completed"),
                                ],
                                default="placed",
                                max_length=10,
                            ),
                        ),
                        ("placed_at", models.DateTimeField()),
                        (
                            "held_until",
                            models.DateTimeField(help_text="Stock and places are kept for the buyer until then."),
                        ),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "confirmed_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="The acceptance e-mail went out: the contract, and the start of 14 days.",
                                null=True,
                            ),
                        ),
                        ("declined_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decline_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("out_of_stock", "Out of stock"),
                                    ("full", "No places left"),
                                    ("price_error", "Wrong price"),
                                    ("description_error", "Wrong description"),
                                    ("no_delivery_date", "No delivery date within the limit"),
                                    ("no_longer_sold", "No longer sold"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "paid_at",
                            models.DateTimeField(
                                blank=True, help_text="The instant at which nothing was left to pay.", null=True
                            ),
                        ),
                        (
                            "buyer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "delivery",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.address",
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
                                related_name="events",
                                to="shop.order",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.payer",
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.shoppolicy",
                            ),
                        ),
                        (
                            "terms",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.termsversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="OrderLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("title", models.CharField(max_length=150)),
                        ("description", models.TextField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("course", "Course"),
                                    ("webinar", "Webinar"),
                                    ("event", "Event"),
                                    ("book", "Book"),
                                    ("ebook", "E-book"),
                                    ("download", "Download"),
                                    ("membership", "Membership subscription"),
                                    ("certificate_fee", "Practising certificate fee"),
                                    ("assessment_fee", "Assessment fee"),
                                    ("delivery", "Delivery"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "supply",
                            models.CharField(
                                choices=[
                                    ("goods", "Sent by post"),
                                    ("digital", "Download or stream"),
                                    ("sessions", "Dated sessions"),
                                    ("assessment", "Assessment"),
                                    ("fee", "Membership or certificate fee"),
                                    ("delivery", "Delivery"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("quantity", models.PositiveSmallIntegerField()),
                        ("unit_pence", models.PositiveIntegerField()),
                        ("pence", models.PositiveIntegerField()),
                        ("vat_percent", models.DecimalField(decimal_places=2, max_digits=5)),
                        ("vat_pence", models.PositiveIntegerField()),
                        (
                            "share_unit",
                            models.CharField(
                                choices=[
                                    ("sessions", "Sessions given"),
                                    ("hours", "Hours given"),
                                    ("days", "Calendar days"),
                                ],
                                default="sessions",
                                max_length=10,
                            ),
                        ),
                        ("supply_statement", models.CharField(max_length=300)),
                        (
                            "deliver_by",
                            models.DateField(
                                blank=True, help_text="The estimate for goods, told at acceptance.", null=True
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                blank=True,
                                help_text="What a fee is for, as the app that billed it wrote: 'renewal:17'.",
                                max_length=100,
                            ),
                        ),
                        (
                            "told_of_right",
                            models.BooleanField(
                                default=True, help_text="The right to cancel was explained at check-out."
                            ),
                        ),
                        (
                            "told_return_cost",
                            models.BooleanField(default=True, help_text="Who pays for sending goods back was said."),
                        ),
                        (
                            "beneficiary",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="shop.order"
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="shop.product"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "pence",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("quantity"), "*", models.F("unit_pence")
                                        ),
                                    ),
                                    ("quantity__gte", 1),
                                ),
                                name="line_adds_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("vat_pence__lte", models.F("pence"))), name="line_vat_is_part_of_it"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderLineEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("title", models.CharField(max_length=150)),
                        ("description", models.TextField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("course", "Course"),
                                    ("webinar", "Webinar"),
                                    ("event", "Event"),
                                    ("book", "Book"),
                                    ("ebook", "E-book"),
                                    ("download", "Download"),
                                    ("membership", "Membership subscription"),
                                    ("certificate_fee", "Practising certificate fee"),
                                    ("assessment_fee", "Assessment fee"),
                                    ("delivery", "Delivery"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "supply",
                            models.CharField(
                                choices=[
                                    ("goods", "Sent by post"),
                                    ("digital", "Download or stream"),
                                    ("sessions", "Dated sessions"),
                                    ("assessment", "Assessment"),
                                    ("fee", "Membership or certificate fee"),
                                    ("delivery", "Delivery"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("quantity", models.PositiveSmallIntegerField()),
                        ("unit_pence", models.PositiveIntegerField()),
                        ("pence", models.PositiveIntegerField()),
                        ("vat_percent", models.DecimalField(decimal_places=2, max_digits=5)),
                        ("vat_pence", models.PositiveIntegerField()),
                        (
                            "share_unit",
                            models.CharField(
                                choices=[
                                    ("sessions", "Sessions given"),
                                    ("hours", "Hours given"),
                                    ("days", "Calendar days"),
                                ],
                                default="sessions",
                                max_length=10,
                            ),
                        ),
                        ("supply_statement", models.CharField(max_length=300)),
                        (
                            "deliver_by",
                            models.DateField(
                                blank=True, help_text="The estimate for goods, told at acceptance.", null=True
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                blank=True,
                                help_text="What a fee is for, as the app that billed it wrote: 'renewal:17'.",
                                max_length=100,
                            ),
                        ),
                        (
                            "told_of_right",
                            models.BooleanField(
                                default=True, help_text="The right to cancel was explained at check-out."
                            ),
                        ),
                        (
                            "told_return_cost",
                            models.BooleanField(default=True, help_text="Who pays for sending goods back was said."),
                        ),
                        (
                            "beneficiary",
                            models.ForeignKey(
                                blank=True,
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
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.order",
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
                                related_name="events",
                                to="shop.orderline",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.product",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Parcel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dispatched_at", models.DateTimeField()),
                        ("carrier", models.CharField(blank=True, max_length=60)),
                        ("tracking", models.CharField(blank=True, max_length=80)),
                        ("delivered_on", models.DateField(blank=True, null=True)),
                        (
                            "delivered_by_carrier",
                            models.BooleanField(default=False, help_text="Said by the carrier and not by staff."),
                        ),
                        (
                            "failed_on",
                            models.DateField(blank=True, help_text="The carrier found nobody [TC-6.7].", null=True),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="parcels", to="shop.order"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["dispatched_at"],
                    },
                ),
                migrations.CreateModel(
                    name="ParcelEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("dispatched_at", models.DateTimeField()),
                        ("carrier", models.CharField(blank=True, max_length=60)),
                        ("tracking", models.CharField(blank=True, max_length=80)),
                        ("delivered_on", models.DateField(blank=True, null=True)),
                        (
                            "delivered_by_carrier",
                            models.BooleanField(default=False, help_text="Said by the carrier and not by staff."),
                        ),
                        (
                            "failed_on",
                            models.DateField(blank=True, help_text="The carrier found nobody [TC-6.7].", null=True),
                        ),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.order",
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
                                related_name="events",
                                to="shop.parcel",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ParcelItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("quantity", models.PositiveSmallIntegerField()),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parcel_items",
                                to="shop.orderline",
                            ),
                        ),
                        (
                            "parcel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="shop.parcel"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("parcel", "line"), name="one_item_per_parcel_and_line")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ParcelItemEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("quantity", models.PositiveSmallIntegerField()),
                        (
                            "line",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.orderline",
                            ),
                        ),
                        (
                            "parcel",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.parcel",
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
                                related_name="events",
                                to="shop.parcelitem",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Payer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("buyer", "The buyer"), ("employer", "An employer")], max_length=10
                            ),
                        ),
                        ("name", models.CharField(help_text="The person, or the organisation.", max_length=200)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        ("purchase_order", models.CharField(blank=True, max_length=60)),
                        (
                            "address",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shop.address"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
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
                                condition=models.Q(("kind", "employer")), fields=["id"], name="shop_payer_employer"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "buyer"), _negated=True), ("user__isnull", False), _connector="OR"
                                ),
                                name="buyer_pays_with_an_account",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PayerEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("buyer", "The buyer"), ("employer", "An employer")], max_length=10
                            ),
                        ),
                        ("name", models.CharField(help_text="The person, or the organisation.", max_length=200)),
                        ("contact", models.CharField(blank=True, max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        ("purchase_order", models.CharField(blank=True, max_length=60)),
                        (
                            "address",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.address",
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
                                related_name="events",
                                to="shop.payer",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                blank=True,
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
                migrations.CreateModel(
                    name="PayLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("sent_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="pay_links", to="shop.order"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Payment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("stripe", "Card"),
                                    ("demo", "Demo card"),
                                    ("bank", "Bank transfer"),
                                    ("credit", "Course credit"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("pence", models.PositiveIntegerField()),
                        ("currency", models.CharField(default="GBP", max_length=3)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("started", "Started"),
                                    ("unknown", "We are checking"),
                                    ("authorised", "Authorised"),
                                    ("captured", "Paid"),
                                    ("released", "Released, nothing taken"),
                                    ("failed", "Failed, nothing taken"),
                                ],
                                default="started",
                                max_length=10,
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True, help_text="The gateway's own name of the check-out.", max_length=120
                            ),
                        ),
                        (
                            "charge",
                            models.CharField(
                                blank=True, help_text="The gateway's own name of the payment itself.", max_length=120
                            ),
                        ),
                        ("page_url", models.TextField(blank=True, help_text="Where the payer is sent to pay.")),
                        ("brand", models.CharField(blank=True, max_length=20)),
                        ("started_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("authorised_at", models.DateTimeField(blank=True, null=True)),
                        ("captured_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Released or failed: nothing was taken.", null=True
                            ),
                        ),
                        (
                            "wanted",
                            models.CharField(
                                blank=True, help_text="What the worker has yet to do: capture, release.", max_length=10
                            ),
                        ),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("checked_at", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="shop.order"
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="shop.payer"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("state__in", ["started", "unknown"]),
                                    models.Q(("wanted", ""), _negated=True),
                                    _connector="OR",
                                ),
                                fields=["claimed_at"],
                                name="shop_payment_open",
                            ),
                            models.Index(fields=["reference"], name="shop_payment_reference"),
                            models.Index(
                                condition=models.Q(("state", "captured")),
                                fields=["captured_at"],
                                name="shop_payment_by_day",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pence__gt", 0)), name="payment_is_of_something"
                            ),
                            models.CheckConstraint(condition=models.Q(("currency", "GBP")), name="payment_in_pounds"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("captured_at__isnull", False), ("state", "captured")),
                                    models.Q(models.Q(("state", "captured"), _negated=True), ("captured_at", None)),
                                    _connector="OR",
                                ),
                                name="captured_payment_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("state__in", ["released", "failed"])),
                                    models.Q(
                                        models.Q(("state__in", ["released", "failed"]), _negated=True),
                                        ("ended_at", None),
                                    ),
                                    _connector="OR",
                                ),
                                name="ended_payment_says_when",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ["started", "unknown", "authorised"]),
                                    models.Q(("method", "credit"), _negated=True),
                                ),
                                fields=("order",),
                                name="one_open_payment_per_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "method",
                            models.CharField(
                                choices=[
                                    ("stripe", "Card"),
                                    ("demo", "Demo card"),
                                    ("bank", "Bank transfer"),
                                    ("credit", "Course credit"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("pence", models.PositiveIntegerField()),
                        ("currency", models.CharField(default="GBP", max_length=3)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("started", "Started"),
                                    ("unknown", "We are checking"),
                                    ("authorised", "Authorised"),
                                    ("captured", "Paid"),
                                    ("released", "Released, nothing taken"),
                                    ("failed", "Failed, nothing taken"),
                                ],
                                default="started",
                                max_length=10,
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True, help_text="The gateway's own name of the check-out.", max_length=120
                            ),
                        ),
                        (
                            "charge",
                            models.CharField(
                                blank=True, help_text="The gateway's own name of the payment itself.", max_length=120
                            ),
                        ),
                        ("page_url", models.TextField(blank=True, help_text="Where the payer is sent to pay.")),
                        ("brand", models.CharField(blank=True, max_length=20)),
                        ("started_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField(blank=True, null=True)),
                        ("authorised_at", models.DateTimeField(blank=True, null=True)),
                        ("captured_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Released or failed: nothing was taken.", null=True
                            ),
                        ),
                        (
                            "wanted",
                            models.CharField(
                                blank=True, help_text="What the worker has yet to do: capture, release.", max_length=10
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.order",
                            ),
                        ),
                        (
                            "payer",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.payer",
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
                                related_name="events",
                                to="shop.payment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PaymentReminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        (
                            "sent_at",
                            models.DateTimeField(
                                blank=True, help_text="The e-mail went out; empty where it bounced.", null=True
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="shop.order"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["asked_at"],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentReminderEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("asked_at", models.DateTimeField()),
                        (
                            "sent_at",
                            models.DateTimeField(
                                blank=True, help_text="The e-mail went out; empty where it bounced.", null=True
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
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
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.order",
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
                                related_name="events",
                                to="shop.paymentreminder",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Price",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("pence", models.PositiveIntegerField()),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="prices", to="shop.product"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_date", None), ("until_date__gt", models.F("from_date")), _connector="OR"
                                ),
                                name="price_ends_after_it_begins",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("product", "="),
                                    (
                                        shop.models.dated.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_price_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriceEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        ("pence", models.PositiveIntegerField()),
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
                                related_name="events",
                                to="shop.price",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.product",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Product",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("course", "Course"),
                                    ("webinar", "Webinar"),
                                    ("event", "Event"),
                                    ("book", "Book"),
                                    ("ebook", "E-book"),
                                    ("download", "Download"),
                                    ("membership", "Membership subscription"),
                                    ("certificate_fee", "Practising certificate fee"),
                                    ("assessment_fee", "Assessment fee"),
                                    ("delivery", "Delivery"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "supply",
                            models.CharField(
                                choices=[
                                    ("goods", "Sent by post"),
                                    ("digital", "Download or stream"),
                                    ("sessions", "Dated sessions"),
                                    ("assessment", "Assessment"),
                                    ("fee", "Membership or certificate fee"),
                                    ("delivery", "Delivery"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=150)),
                        (
                            "summary",
                            models.CharField(help_text="One or two sentences for the catalogue.", max_length=300),
                        ),
                        (
                            "description",
                            models.TextField(help_text="What the buyer is promised; frozen on every order."),
                        ),
                        (
                            "picture",
                            models.CharField(
                                blank=True,
                                help_text="A picture of static/img/shop, illustrative only [TC-5.8].",
                                max_length=100,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("online", "Live online"),
                                    ("in_person", "In person"),
                                    ("on_demand", "On demand"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                            ),
                        ),
                        ("left", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "share_unit",
                            models.CharField(
                                choices=[
                                    ("sessions", "Sessions given"),
                                    ("hours", "Hours given"),
                                    ("days", "Calendar days"),
                                ],
                                default="sessions",
                                max_length=10,
                            ),
                        ),
                        (
                            "supply_statement",
                            models.CharField(help_text="When the buyer will have it [TC-6.1].", max_length=300),
                        ),
                        (
                            "delivery_days",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Estimate for goods [TC-6.2].", null=True
                            ),
                        ),
                        ("on_sale_from", models.DateTimeField(blank=True, null=True)),
                        ("on_sale_until", models.DateTimeField(blank=True, null=True)),
                        ("suspended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "vat_code",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="products", to="shop.vatcode"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title", "id"],
                        "indexes": [models.Index(fields=["kind", "title"], name="shop_product_by_kind")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "course"), ("supply__in", ["sessions", "digital"])),
                                    models.Q(("kind", "webinar"), ("supply__in", ["sessions", "digital"])),
                                    models.Q(("kind", "event"), ("supply", "sessions")),
                                    models.Q(("kind", "book"), ("supply", "goods")),
                                    models.Q(("kind__in", ["ebook", "download"]), ("supply", "digital")),
                                    models.Q(("kind__in", ["membership", "certificate_fee"]), ("supply", "fee")),
                                    models.Q(("kind", "assessment_fee"), ("supply", "assessment")),
                                    models.Q(("kind", "delivery"), ("supply", "delivery")),
                                    _connector="OR",
                                ),
                                name="product_kind_fits_its_supply",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("supply", "goods"), _negated=True),
                                    ("delivery_days__isnull", False),
                                    _connector="OR",
                                ),
                                name="goods_have_a_delivery_estimate",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProductEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("slug", models.SlugField(db_index=False, max_length=80)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("course", "Course"),
                                    ("webinar", "Webinar"),
                                    ("event", "Event"),
                                    ("book", "Book"),
                                    ("ebook", "E-book"),
                                    ("download", "Download"),
                                    ("membership", "Membership subscription"),
                                    ("certificate_fee", "Practising certificate fee"),
                                    ("assessment_fee", "Assessment fee"),
                                    ("delivery", "Delivery"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "supply",
                            models.CharField(
                                choices=[
                                    ("goods", "Sent by post"),
                                    ("digital", "Download or stream"),
                                    ("sessions", "Dated sessions"),
                                    ("assessment", "Assessment"),
                                    ("fee", "Membership or certificate fee"),
                                    ("delivery", "Delivery"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("title", models.CharField(max_length=150)),
                        (
                            "summary",
                            models.CharField(help_text="One or two sentences for the catalogue.", max_length=300),
                        ),
                        (
                            "description",
                            models.TextField(help_text="What the buyer is promised; frozen on every order."),
                        ),
                        (
                            "picture",
                            models.CharField(
                                blank=True,
                                help_text="A picture of static/img/shop, illustrative only [TC-5.8].",
                                max_length=100,
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("online", "Live online"),
                                    ("in_person", "In person"),
                                    ("on_demand", "On demand"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "topics",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                            ),
                        ),
                        ("left", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "share_unit",
                            models.CharField(
                                choices=[
                                    ("sessions", "Sessions given"),
                                    ("hours", "Hours given"),
                                    ("days", "Calendar days"),
                                ],
                                default="sessions",
                                max_length=10,
                            ),
                        ),
                        (
                            "supply_statement",
                            models.CharField(help_text="When the buyer will have it [TC-6.1].", max_length=300),
                        ),
                        (
                            "delivery_days",
                            models.PositiveSmallIntegerField(
                                blank=True, help_text="Estimate for goods [TC-6.2].", null=True
                            ),
                        ),
                        ("on_sale_from", models.DateTimeField(blank=True, null=True)),
                        ("on_sale_until", models.DateTimeField(blank=True, null=True)),
                        ("suspended_at", models.DateTimeField(blank=True, null=True)),
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
                                related_name="events",
                                to="shop.product",
                            ),
                        ),
                        (
                            "vat_code",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.vatcode",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProductFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("added_at", models.DateTimeField()),
                        (
                            "document",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="shop.product"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-added_at"],
                    },
                ),
                migrations.CreateModel(
                    name="ProductFileEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("added_at", models.DateTimeField()),
                        (
                            "document",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="documents.document",
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
                                related_name="events",
                                to="shop.productfile",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.product",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Refund",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("pence", models.PositiveIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "Due"),
                                    ("sending", "Being sent"),
                                    ("unknown", "We are checking"),
                                    ("paid", "Paid"),
                                    ("failed", "Failed"),
                                ],
                                default="due",
                                max_length=10,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=120)),
                        ("made_at", models.DateTimeField()),
                        ("paid_at", models.DateTimeField(blank=True, null=True)),
                        ("failure", models.TextField(blank=True)),
                        ("claimed_at", models.DateTimeField(blank=True, null=True)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        (
                            "cancellation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refunds",
                                to="shop.cancellation",
                            ),
                        ),
                        (
                            "credit_note",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refunds",
                                to="shop.creditnote",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="shop.payment"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["due", "sending", "unknown"])),
                                fields=["claimed_at"],
                                name="shop_refund_open",
                            ),
                            models.Index(
                                condition=models.Q(("state", "paid")), fields=["paid_at"], name="shop_refund_by_day"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("pence__gt", 0)), name="refund_is_of_something"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("paid_at__isnull", False), ("state", "paid")),
                                    models.Q(models.Q(("state", "paid"), _negated=True), ("paid_at", None)),
                                    _connector="OR",
                                ),
                                name="paid_refund_says_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RefundEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("pence", models.PositiveIntegerField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("due", "Due"),
                                    ("sending", "Being sent"),
                                    ("unknown", "We are checking"),
                                    ("paid", "Paid"),
                                    ("failed", "Failed"),
                                ],
                                default="due",
                                max_length=10,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=120)),
                        ("made_at", models.DateTimeField()),
                        ("paid_at", models.DateTimeField(blank=True, null=True)),
                        ("failure", models.TextField(blank=True)),
                        (
                            "cancellation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.cancellation",
                            ),
                        ),
                        (
                            "credit_note",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.creditnote",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
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
                            "payment",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.payment",
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
                                related_name="events",
                                to="shop.refund",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Return",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.CharField(help_text="Quoted on the parcel.", max_length=20, unique=True)),
                        ("send_by", models.DateField()),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        (
                            "proof_at",
                            models.DateTimeField(
                                blank=True, help_text="When proof of sending was supplied to CILEX.", null=True
                            ),
                        ),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("damage_pence", models.PositiveIntegerField(default=0)),
                        ("damage_why", models.TextField(blank=True)),
                        (
                            "cost_pence",
                            models.PositiveIntegerField(default=0, help_text="Return postage that CILEX bears."),
                        ),
                        (
                            "cost_paid_at",
                            models.DateTimeField(blank=True, help_text="Finance transferred the postage.", null=True),
                        ),
                        ("objection", models.TextField(blank=True)),
                        ("objected_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancellation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goods",
                                to="shop.cancellation",
                            ),
                        ),
                        (
                            "cost_paid_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "damage_photo",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        (
                            "proof",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("damage_pence", 0), models.Q(("damage_why", ""), _negated=True), _connector="OR"
                                ),
                                name="damage_says_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("received_by", None), ("received_on", None)),
                                    models.Q(("received_by__isnull", False), ("received_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="goods_received_by_and_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cost_paid_at", None), ("cost_paid_by", None)),
                                    models.Q(("cost_paid_at__isnull", False), ("cost_paid_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="postage_paid_by_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("number", models.CharField(help_text="Quoted on the parcel.", max_length=20)),
                        ("send_by", models.DateField()),
                        ("sent_on", models.DateField(blank=True, null=True)),
                        (
                            "proof_at",
                            models.DateTimeField(
                                blank=True, help_text="When proof of sending was supplied to CILEX.", null=True
                            ),
                        ),
                        ("received_on", models.DateField(blank=True, null=True)),
                        ("damage_pence", models.PositiveIntegerField(default=0)),
                        ("damage_why", models.TextField(blank=True)),
                        (
                            "cost_pence",
                            models.PositiveIntegerField(default=0, help_text="Return postage that CILEX bears."),
                        ),
                        (
                            "cost_paid_at",
                            models.DateTimeField(blank=True, help_text="Finance transferred the postage.", null=True),
                        ),
                        ("objection", models.TextField(blank=True)),
                        ("objected_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancellation",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.cancellation",
                            ),
                        ),
                        (
                            "cost_paid_by",
                            models.ForeignKey(
                                blank=True,
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
                            "damage_photo",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="documents.document",
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
                                related_name="events",
                                to="shop.return",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="documents.document",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                blank=True,
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
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        ("code", models.CharField(max_length=4, primary_key=True, serialize=False)),
                        ("last", models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name="ShopPolicy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField(unique=True)),
                        (
                            "figures",
                            models.JSONField(
                                help_text="Field of the policy -> value, as shop/data/policies.toml has them."
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "shop policies",
                        "ordering": ["-from_date"],
                    },
                ),
                migrations.CreateModel(
                    name="ShopPolicyEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        (
                            "figures",
                            models.JSONField(
                                help_text="Field of the policy -> value, as shop/data/policies.toml has them."
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
                                related_name="events",
                                to="shop.shoppolicy",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="TermsVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.CharField(max_length=20, unique=True)),
                        ("from_date", models.DateField(unique=True)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "document",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.document",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-from_date"],
                    },
                ),
                migrations.CreateModel(
                    name="TermsVersionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("version", models.CharField(max_length=20)),
                        ("from_date", models.DateField()),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
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
                            "document",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="documents.document",
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
                                related_name="events",
                                to="shop.termsversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Told",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("told_at", models.DateTimeField()),
                        (
                            "choice",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("keep", "Keep it"),
                                    ("refund", "Refund"),
                                    ("credit", "Credit for another course"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("chosen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "announcement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="told", to="shop.announcement"
                            ),
                        ),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="told", to="shop.orderline"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("announcement", "line"), name="told_once_per_announcement"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("choice", ""), ("chosen_at", None), ("chosen_by", None)),
                                    models.Q(
                                        models.Q(("choice", ""), _negated=True),
                                        ("chosen_at__isnull", False),
                                        ("chosen_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="choice_made_by_and_when",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ToldEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("told_at", models.DateTimeField()),
                        (
                            "choice",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("keep", "Keep it"),
                                    ("refund", "Refund"),
                                    ("credit", "Credit for another course"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("chosen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "announcement",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.announcement",
                            ),
                        ),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                blank=True,
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
                            "line",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.orderline",
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
                                related_name="events",
                                to="shop.told",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("received_on", models.DateField()),
                        ("pence", models.PositiveIntegerField()),
                        ("reference", models.CharField(max_length=60)),
                        ("sender", models.CharField(blank=True, max_length=120)),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "payment",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfer",
                                to="shop.payment",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-received_on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="TransferEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("received_on", models.DateField()),
                        ("pence", models.PositiveIntegerField()),
                        ("reference", models.CharField(max_length=60)),
                        ("sender", models.CharField(blank=True, max_length=120)),
                        ("entered_at", models.DateTimeField()),
                        (
                            "entered_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "payment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.payment",
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
                                related_name="events",
                                to="shop.transfer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VatCode",
                    fields=[
                        ("code", models.SlugField(max_length=20, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=80)),
                    ],
                ),
                migrations.CreateModel(
                    name="VatCodeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("code", models.SlugField(db_index=False, max_length=20, serialize=False)),
                        ("name", models.CharField(max_length=80)),
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
                                related_name="events",
                                to="shop.vatcode",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="VatRate",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "percent",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0)]
                            ),
                        ),
                        (
                            "code",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="rates", to="shop.vatcode"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_date", None), ("until_date__gt", models.F("from_date")), _connector="OR"
                                ),
                                name="vatrate_ends_after_it_begins",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("code", "="),
                                    (
                                        shop.models.dated.DateRange(
                                            models.F("from_date"), models.F("until_date"), models.Value("[)")
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="one_vat_rate_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VatRateEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("from_date", models.DateField()),
                        ("until_date", models.DateField(blank=True, null=True)),
                        (
                            "percent",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, validators=[django.core.validators.MinValueValidator(0)]
                            ),
                        ),
                        (
                            "code",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.vatcode",
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
                                related_name="events",
                                to="shop.vatrate",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Wording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.SlugField(
                                help_text="A ConsentTo, or extra_terms followed by the product's slug.", max_length=60
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("from_date", models.DateField()),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="extra_terms",
                                to="shop.product",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["code", "-version"],
                        "constraints": [
                            models.UniqueConstraint(fields=("code", "version"), name="one_wording_per_version")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WordingEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.SlugField(
                                db_index=False,
                                help_text="A ConsentTo, or extra_terms followed by the product's slug.",
                                max_length=60,
                            ),
                        ),
                        ("version", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("from_date", models.DateField()),
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
                                related_name="events",
                                to="shop.wording",
                            ),
                        ),
                        (
                            "product",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.product",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WriteOff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("pence", models.PositiveIntegerField()),
                        ("reason", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="write_offs", to="shop.order"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="WriteOffEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("pence", models.PositiveIntegerField()),
                        ("reason", models.TextField()),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.order",
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
                                related_name="events",
                                to="shop.writeoff",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccessEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        (
                            "ready_at",
                            models.DateTimeField(blank=True, help_text="Accepted and paid [TC-6.4].", null=True),
                        ),
                        (
                            "confirmed_at",
                            models.DateTimeField(
                                blank=True,
                                help_text="The message that confirms both ticks went out [LAW-CCR37].",
                                null=True,
                            ),
                        ),
                        ("first_opened_at", models.DateTimeField(blank=True, null=True)),
                        ("times_opened", models.PositiveIntegerField(default=0)),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Given up or refunded: the files stay shut.", null=True
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
                                related_name="events",
                                to="shop.access",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shop.orderline",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="address",
                    trigger=pgtrigger.compiler.Trigger(
                        name="address_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="cbf5336d1e1b56e9527c77222773df999d36764f",
                            operation="UPDATE",
                            pgid="pgtrigger_address_stays_245c5",
                            table="shop_address",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deliveryrate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_deliveryrateevent" ("from_date", "id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."from_date", new_values."id", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b74bf072dd0f33dd3d081242c9b5562fb1c708fe",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9fdf2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_deliveryrate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deliveryrate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_deliveryrateevent" ("from_date", "id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."from_date", new_values."id", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="606c2edeefc776bbd275bc019e4fbad36dc307d6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dcd1b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_deliveryrate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deliveryrate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_deliveryrateevent" ("from_date", "id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT old_values."from_date", old_values."id", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9eb99ba3f0e7cc1442abd823328d403e58751e5b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a05c3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_deliveryrate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="shoppolicy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_shoppolicyevent" ("figures", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."figures", new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7df2361cc32467dd2611df7b64d3029ce3f666a9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_65f48",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_shoppolicy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="shoppolicy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_shoppolicyevent" ("figures", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."figures", new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0de8142926f50892556e9e3a09c7c2cee6bdda46",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ef1bf",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_shoppolicy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="shoppolicy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_shoppolicyevent" ("figures", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."figures", old_values."from_date", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6f90ac83a25264d5244f816ad60d1900baf86efb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1265f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_shoppolicy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatcode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_vatcodeevent" ("code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."code" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="203d1af494af71376bdbdcaca0c95e4d7e6610c4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a03c2",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_vatcode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatcode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_vatcodeevent" ("code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."code" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."code") = (new_values."code") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="002b59dccfc968c7ab9fad17f9251daf55e48cf2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_36666",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_vatcode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatcode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_vatcodeevent" ("code", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."code", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."code" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cd002fd63b9d484571f2cb215682d3093054e339",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d3eaf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_vatcode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="credit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_creditevent" ("cancellation_id", "given_at", "id", "owner_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."cancellation_id", new_values."given_at", new_values."id", new_values."owner_id", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cb726e60709d1d67ceef3d72226181453efb4b4a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67df5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_credit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="credit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_creditevent" ("cancellation_id", "given_at", "id", "owner_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."cancellation_id", new_values."given_at", new_values."id", new_values."owner_id", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cf0afef2406409e04946675a6f58894b5554ff0b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e475e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_credit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="credit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_creditevent" ("cancellation_id", "given_at", "id", "owner_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."cancellation_id", old_values."given_at", old_values."id", old_values."owner_id", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="25bac15ab2f1fb950b887e93264046daecb2c094",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_615ce",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_credit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="creditevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f303dd8232548173cff301975705246d1df1fdfc",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_be5e6",
                            table="shop_creditevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="creditevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d33d318384df1b22a904141a7dd17f1093e73c60",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2f1bd",
                            table="shop_creditevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deliveryrateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="dfce2cdb8c892b7826ae8a9de80266e22c31e4d4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_14e4f",
                            table="shop_deliveryrateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="deliveryrateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="12fc7d4965f203bd9855019ce8a0a840fd7da24e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1b44b",
                            table="shop_deliveryrateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="creditnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="credit_note_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="80837ea6e72b448799be4a87c4426cf2a03c3de8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_credit_note_stays_a003d",
                            table="shop_creditnote",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="movedsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_movedsessionevent" ("announcement_id", "id", "new_ends_at", "new_starts_at", "old_ends_at", "old_starts_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") SELECT new_values."announcement_id", new_values."id", new_values."new_ends_at", new_values."new_starts_at", new_values."old_ends_at", new_values."old_starts_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."session_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5b467ff6366751be63083313497756a211614fba",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2e9ab",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_movedsession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="movedsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_movedsessionevent" ("announcement_id", "id", "new_ends_at", "new_starts_at", "old_ends_at", "old_starts_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") SELECT new_values."announcement_id", new_values."id", new_values."new_ends_at", new_values."new_starts_at", new_values."old_ends_at", new_values."old_starts_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."session_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="592815c54cf69fdf92e65a518d2a97a1da691226",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4c577",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_movedsession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="movedsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_movedsessionevent" ("announcement_id", "id", "new_ends_at", "new_starts_at", "old_ends_at", "old_starts_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id") SELECT old_values."announcement_id", old_values."id", old_values."new_ends_at", old_values."new_starts_at", old_values."old_ends_at", old_values."old_starts_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."session_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="867fe70da449d9961c7630dc5f2a0e30e0fb63f1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b55ca",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_movedsession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="movedsessionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f0c4f998a34f070e02002a14f7ae7ef603148130",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_46298",
                            table="shop_movedsessionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="movedsessionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="21576818212cfd94837e8ac891e988e1153a68db",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_41e25",
                            table="shop_movedsessionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invoice",
                    trigger=pgtrigger.compiler.Trigger(
                        name="invoice_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="65c63985cd318b66312985423f522ba04cae6f20",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_invoice_stays_98cfd",
                            table="shop_invoice",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactattemptevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="ee91b345b42a071d6d402d5180288064835d5290",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_4f695",
                            table="shop_contactattemptevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactattemptevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e3dde3548c66477b5521aa48075fd2f02267cd17",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c89e4",
                            table="shop_contactattemptevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactattempt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_contactattemptevent" ("at", "by_id", "id", "note", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."id", new_values."note", new_values."order_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2a38c780f9180df5867bc40caf5b61e0c4535b03",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_31e4d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_contactattempt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactattempt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_contactattemptevent" ("at", "by_id", "id", "note", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."at", new_values."by_id", new_values."id", new_values."note", new_values."order_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3fdf39fde314ccd97d7cc8d033c18261dc0e2596",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_70411",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_contactattempt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactattempt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_contactattemptevent" ("at", "by_id", "id", "note", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."at", old_values."by_id", old_values."id", old_values."note", old_values."order_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7000c4a55b59a78e8190bf3e0812457259083ce3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1d397",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_contactattempt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderedsessionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f618e3b660f336039098279fdc231b26c3e58658",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_cd9e7",
                            table="shop_orderedsessionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderedsessionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="040ff7ad29deef0573ca05dd67d8f01bf0e1c4b2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_05c80",
                            table="shop_orderedsessionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderedsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_orderedsessionevent" ("attended", "ends_at", "id", "line_id", "marked_at", "marked_by_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at") SELECT new_values."attended", new_values."ends_at", new_values."id", new_values."line_id", new_values."marked_at", new_values."marked_by_id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."session_id", new_values."starts_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a5ed215be75771bf77af9158dd946db1148cf04a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d96a3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_orderedsession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderedsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_orderedsessionevent" ("attended", "ends_at", "id", "line_id", "marked_at", "marked_by_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at") SELECT new_values."attended", new_values."ends_at", new_values."id", new_values."line_id", new_values."marked_at", new_values."marked_by_id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."session_id", new_values."starts_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2334be289acd80529edbb4972dd24fac00a375be",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a44d0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_orderedsession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderedsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_orderedsessionevent" ("attended", "ends_at", "id", "line_id", "marked_at", "marked_by_id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "starts_at") SELECT old_values."attended", old_values."ends_at", old_values."id", old_values."line_id", old_values."marked_at", old_values."marked_by_id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."session_id", old_values."starts_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c7cf7ac03b33933804289db27e7d63f029c66c8d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1620c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_orderedsession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invoiceline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="invoice_line_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4f4b19fd4a20deab03cf647c0bf13d02b54c131d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_invoice_line_stays_f1eaa",
                            table="shop_invoiceline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="creditnoteline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="credit_note_line_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b8a7e68e317572938678fbffc6bce675b35b963d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_credit_note_line_stays_b6020",
                            table="shop_creditnoteline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="creditnoteline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="credits_within_the_invoice",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE invoiced bigint; credited bigint;",
                            func="\n                    SELECT gross_pence INTO invoiced FROM shop_invoiceline WHERE id = NEW.invoice_line_id FOR UPDATE;\n                    SELECT coalesce(sum(gross_pence), 0) INTO credited\n                    FROM shop_creditnoteline WHERE invoice_line_id = NEW.invoice_line_id;\n                    IF credited + NEW.gross_pence > invoiced THEN\n                        RAISE EXCEPTION 'credits exceed the line of the invoice' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="01640b44fd585ff059e4407c60d01bf45355116f",
                            operation="INSERT",
                            pgid="pgtrigger_credits_within_the_invoice_af72a",
                            table="shop_creditnoteline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="changerequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="80b4007fc1f4077644ccf099aed5a3e768cdf097",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c9391",
                            table="shop_changerequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="changerequestevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c05afff5f57747ed71814be05392e9c51f040fb0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_531fe",
                            table="shop_changerequestevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="changerequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_changerequestevent" ("accepted", "answered_at", "asked_at", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "possible", "quote_pence", "quote_text", "quoted_at", "quoted_by_id", "text") SELECT new_values."accepted", new_values."answered_at", new_values."asked_at", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."possible", new_values."quote_pence", new_values."quote_text", new_values."quoted_at", new_values."quoted_by_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="80c3163b505a16c4b9503dc91af029a83cdc7d62",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6505e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_changerequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="changerequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_changerequestevent" ("accepted", "answered_at", "asked_at", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "possible", "quote_pence", "quote_text", "quoted_at", "quoted_by_id", "text") SELECT new_values."accepted", new_values."answered_at", new_values."asked_at", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."possible", new_values."quote_pence", new_values."quote_text", new_values."quoted_at", new_values."quoted_by_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c1bb9822ff8dc984da6d79a9340e603d70603082",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9f40c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_changerequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="changerequest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_changerequestevent" ("accepted", "answered_at", "asked_at", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "possible", "quote_pence", "quote_text", "quoted_at", "quoted_by_id", "text") SELECT old_values."accepted", old_values."answered_at", old_values."asked_at", old_values."id", old_values."line_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."possible", old_values."quote_pence", old_values."quote_text", old_values."quoted_at", old_values."quoted_by_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="949bf08388292a3009fc7a904f831f9a913a0eff",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4f665",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_changerequest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="94b3ccf24c2ba3e529f51b0e410888c7a6421e39",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_b5666",
                            table="shop_accessevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0981af17ea0bb67eb117f3977f668f167290d851",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_89d38",
                            table="shop_accessevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="access",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_accessevent" ("confirmed_at", "ended_at", "first_opened_at", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_at", "times_opened") SELECT new_values."confirmed_at", new_values."ended_at", new_values."first_opened_at", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ready_at", new_values."times_opened" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8de678674fff0ec1e05d1151a868fb5747588b95",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1210e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_access",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="access",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_accessevent" ("confirmed_at", "ended_at", "first_opened_at", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_at", "times_opened") SELECT new_values."confirmed_at", new_values."ended_at", new_values."first_opened_at", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ready_at", new_values."times_opened" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0726698657017765f882972285ed4ed33eed0915",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_41b86",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_access",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="access",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_accessevent" ("confirmed_at", "ended_at", "first_opened_at", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_at", "times_opened") SELECT old_values."confirmed_at", old_values."ended_at", old_values."first_opened_at", old_values."id", old_values."line_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."ready_at", old_values."times_opened" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="e5bc23ac9290bdffdad449efa32303c4e7727d58",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_80b62",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_access",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_parcelevent" ("carrier", "delivered_by_carrier", "delivered_on", "dispatched_at", "entered_by_id", "failed_on", "id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tracking") SELECT new_values."carrier", new_values."delivered_by_carrier", new_values."delivered_on", new_values."dispatched_at", new_values."entered_by_id", new_values."failed_on", new_values."id", new_values."order_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tracking" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ea2e8b08fde5f017a3fbf83301b6835ec8a1a0d7",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_42187",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_parcel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_parcelevent" ("carrier", "delivered_by_carrier", "delivered_on", "dispatched_at", "entered_by_id", "failed_on", "id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tracking") SELECT new_values."carrier", new_values."delivered_by_carrier", new_values."delivered_on", new_values."dispatched_at", new_values."entered_by_id", new_values."failed_on", new_values."id", new_values."order_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."tracking" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d4b14ed2175a294a9cc9b4b8ebca265737d09147",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fdbd8",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_parcel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_parcelevent" ("carrier", "delivered_by_carrier", "delivered_on", "dispatched_at", "entered_by_id", "failed_on", "id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tracking") SELECT old_values."carrier", old_values."delivered_by_carrier", old_values."delivered_on", old_values."dispatched_at", old_values."entered_by_id", old_values."failed_on", old_values."id", old_values."order_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."tracking" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cf651c0c23caf5d5081b000b53e1b76afcf57afc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c08e2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_parcel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcelevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="178ad751f9da363fdcd90bdbe42e30b554061f5f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_974f9",
                            table="shop_parcelevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcelevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="51a9e14b71a483610e6cf9111a184399cd234e05",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2299e",
                            table="shop_parcelevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcelitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_parcelitemevent" ("id", "line_id", "parcel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") SELECT new_values."id", new_values."line_id", new_values."parcel_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quantity" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7bebf3263110c05f6893336162155c7dbd8e8c19",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_48460",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_parcelitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcelitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_parcelitemevent" ("id", "line_id", "parcel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") SELECT new_values."id", new_values."line_id", new_values."parcel_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quantity" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="01b413e19e552ed2a95434ded90110d5dfcb6aa5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_817d2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_parcelitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcelitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_parcelitemevent" ("id", "line_id", "parcel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity") SELECT old_values."id", old_values."line_id", old_values."parcel_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quantity" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1b37b916b55df683b6fcb6b25d09d2655b67ff5a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5218d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_parcelitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcelitemevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="364fa4091b7c67d0c9cd600ad7f789fcdbe4e211",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_ad588",
                            table="shop_parcelitemevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="parcelitemevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="42a1791277d1efb527573b2bd6397129a5810be0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_68b48",
                            table="shop_parcelitemevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_payerevent" ("address_id", "contact", "email", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purchase_order", "user_id") SELECT new_values."address_id", new_values."contact", new_values."email", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."purchase_order", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="91008e50c543636df32a88e69f7f4134059004b9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_74f55",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_payer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_payerevent" ("address_id", "contact", "email", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purchase_order", "user_id") SELECT new_values."address_id", new_values."contact", new_values."email", new_values."id", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."purchase_order", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="88ef7ca6d5863f66381604cec43d738bbeb12fed",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a8ccc",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_payer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_payerevent" ("address_id", "contact", "email", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purchase_order", "user_id") SELECT old_values."address_id", old_values."contact", old_values."email", old_values."id", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."purchase_order", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7cf6b7eb54a5a0a2cf8b3f3fdc0e19e6ade58b46",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_05757",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_payer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payerevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="d39f7dc4fa0108870e06b9e7a6f984fa15eac4e5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_b17b6",
                            table="shop_payerevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payerevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3fce815f6d0aad3820ea0353752ede92ae7b27b0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9c012",
                            table="shop_payerevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="payment_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{started:authorised,started:captured,started:unknown,started:released,started:failed,unknown:authorised,unknown:captured,unknown:released,unknown:failed,authorised:captured,authorised:unknown,authorised:released}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="88a547d12519dd3763c1d43b7644a453665b2be9",
                            operation="UPDATE",
                            pgid="pgtrigger_payment_moves_e0b95",
                            table="shop_payment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="payment_begins_started",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NOT (NEW.\"state\" = 'started'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;",
                            hash="b19de3456dc0cc7265070d5277631e27782ab8dd",
                            operation="INSERT",
                            pgid="pgtrigger_payment_begins_started_27619",
                            table="shop_payment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="payment_amount_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."order_id" IS DISTINCT FROM (NEW."order_id") OR OLD."payer_id" IS DISTINCT FROM (NEW."payer_id") OR OLD."pence" IS DISTINCT FROM (NEW."pence"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="8570ac565f16bc0036fbc08f74903413a346e3ed",
                            operation="UPDATE",
                            pgid="pgtrigger_payment_amount_stays_3229e",
                            table="shop_payment",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_paymentevent" ("authorised_at", "brand", "captured_at", "charge", "currency", "ended_at", "expires_at", "id", "key", "method", "order_id", "page_url", "payer_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "started_at", "state", "wanted") SELECT new_values."authorised_at", new_values."brand", new_values."captured_at", new_values."charge", new_values."currency", new_values."ended_at", new_values."expires_at", new_values."id", new_values."key", new_values."method", new_values."order_id", new_values."page_url", new_values."payer_id", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."started_at", new_values."state", new_values."wanted" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="91f9d7e453b2df963f3a53f1165f505c0ea6734e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bbfd5",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_payment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_paymentevent" ("authorised_at", "brand", "captured_at", "charge", "currency", "ended_at", "expires_at", "id", "key", "method", "order_id", "page_url", "payer_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "started_at", "state", "wanted") SELECT new_values."authorised_at", new_values."brand", new_values."captured_at", new_values."charge", new_values."currency", new_values."ended_at", new_values."expires_at", new_values."id", new_values."key", new_values."method", new_values."order_id", new_values."page_url", new_values."payer_id", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference", new_values."started_at", new_values."state", new_values."wanted" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."authorised_at" IS DISTINCT FROM (new_values."authorised_at") OR old_values."brand" IS DISTINCT FROM (new_values."brand") OR old_values."captured_at" IS DISTINCT FROM (new_values."captured_at") OR old_values."charge" IS DISTINCT FROM (new_values."charge") OR old_values."currency" IS DISTINCT FROM (new_values."currency") OR old_values."ended_at" IS DISTINCT FROM (new_values."ended_at") OR old_values."expires_at" IS DISTINCT FROM (new_values."expires_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."method" IS DISTINCT FROM (new_values."method") OR old_values."order_id" IS DISTINCT FROM (new_values."order_id") OR old_values."page_url" IS DISTINCT FROM (new_values."page_url") OR old_values."payer_id" IS DISTINCT FROM (new_values."payer_id") OR old_values."pence" IS DISTINCT FROM (new_values."pence") OR old_values."reference" IS DISTINCT FROM (new_values."reference") OR old_values."started_at" IS DISTINCT FROM (new_values."started_at") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."wanted" IS DISTINCT FROM (new_values."wanted")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2d1f156a548df176f4ce8ddd612455dd5de0e26a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_abe62",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_payment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_paymentevent" ("authorised_at", "brand", "captured_at", "charge", "currency", "ended_at", "expires_at", "id", "key", "method", "order_id", "page_url", "payer_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "started_at", "state", "wanted") SELECT old_values."authorised_at", old_values."brand", old_values."captured_at", old_values."charge", old_values."currency", old_values."ended_at", old_values."expires_at", old_values."id", old_values."key", old_values."method", old_values."order_id", old_values."page_url", old_values."payer_id", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."started_at", old_values."state", old_values."wanted" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1dc894dc53073754b4f2d0724db794a6a57744ed",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0759c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_payment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="credituseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="6f93010e16da710203176b4fc571c8cc53a4e186",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1056e",
                            table="shop_credituseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="credituseevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="73cf10ee12ff3bffb852e6fed791fcc0d712e8c5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6c9b2",
                            table="shop_credituseevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="credituse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="uses_within_the_credit",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE given bigint; used bigint;",
                            func="\n                    SELECT pence INTO given FROM shop_credit WHERE id = NEW.credit_id FOR UPDATE;\n                    SELECT coalesce(sum(pence), 0) INTO used FROM shop_credituse\n                    WHERE credit_id = NEW.credit_id AND id <> NEW.id;\n                    IF used + NEW.pence > given THEN\n                        RAISE EXCEPTION 'more used than the credit holds' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="40215af46adc1a5fa2a8d2de1252ea8c4391ddb2",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_uses_within_the_credit_27484",
                            table="shop_credituse",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="credituse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_credituseevent" ("credit_id", "id", "payment_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."credit_id", new_values."id", new_values."payment_id", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8f6f60d8869c08258c73eaae038c5e3089799e9b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6fee7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_credituse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="credituse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_credituseevent" ("credit_id", "id", "payment_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."credit_id", new_values."id", new_values."payment_id", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="54dd5aadacd502952fc351e88ed76b680fa65f84",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8b3f1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_credituse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="credituse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_credituseevent" ("credit_id", "id", "payment_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."credit_id", old_values."id", old_values."payment_id", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="013630dc3f8b1e4b7e9fcea9ea92e396c9943d9f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_adf25",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_credituse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="ec6aa3919079a1be0a0c886ec2734934ab8c53a5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_56eb9",
                            table="shop_paymentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="53605a7840c75521c095aa94c1c357dbb4e53b2d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b7211",
                            table="shop_paymentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentreminder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_paymentreminderevent" ("asked_at", "asked_by_id", "id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at") SELECT new_values."asked_at", new_values."asked_by_id", new_values."id", new_values."order_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sent_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="22d72ade5a09a2054bc0387d6ee0a7a61c4cbc00",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c5d66",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_paymentreminder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentreminder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_paymentreminderevent" ("asked_at", "asked_by_id", "id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at") SELECT new_values."asked_at", new_values."asked_by_id", new_values."id", new_values."order_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sent_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="89ac41385c112557bc47ea97a57408fc86fd1d5e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c8c1e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_paymentreminder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentreminder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_paymentreminderevent" ("asked_at", "asked_by_id", "id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at") SELECT old_values."asked_at", old_values."asked_by_id", old_values."id", old_values."order_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sent_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cb5de7e37cfc01c595aa7132831f24efb20f9b54",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3d4be",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_paymentreminder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentreminderevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="ec5ab462bfef9c20f6f81e9ea2e759b14f7e3a54",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_5ed4a",
                            table="shop_paymentreminderevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="paymentreminderevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1c2c90683b31a1769c55e1b0f255235d9fb8c0e6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_a6432",
                            table="shop_paymentreminderevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="5cc6078b3dcc79d021a234cb828a4051f5c781c2",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_914bb",
                            table="shop_priceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priceevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1085dad0935343ded106336630694b489e7e46fe",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8c2b3",
                            table="shop_priceevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="price",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_priceevent" ("from_date", "id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "until_date") SELECT new_values."from_date", new_values."id", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="33bdfde46870c7f5306f671a56d01569d34d887b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d7423",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_price",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="price",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_priceevent" ("from_date", "id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "until_date") SELECT new_values."from_date", new_values."id", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c811f8b0e21ccdd19bb670875a9044ad8979570a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e1a36",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_price",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="price",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_priceevent" ("from_date", "id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "until_date") SELECT old_values."from_date", old_values."id", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="826973ccea3a43c72570b7bfb561ba54d0c24a7c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_da091",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_price",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderlineevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="ae469c22dbb391ff1729ca456987b354d5d4f568",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_43e25",
                            table="shop_orderlineevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderlineevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ea3c5bf75828fc6ab08d2e86c61e37826aa3dd47",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9d5d0",
                            table="shop_orderlineevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="line_stays_as_ordered",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."order_id" IS DISTINCT FROM (NEW."order_id") OR OLD."pence" IS DISTINCT FROM (NEW."pence") OR OLD."product_id" IS DISTINCT FROM (NEW."product_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."share_unit" IS DISTINCT FROM (NEW."share_unit") OR OLD."supply" IS DISTINCT FROM (NEW."supply") OR OLD."supply_statement" IS DISTINCT FROM (NEW."supply_statement") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_pence" IS DISTINCT FROM (NEW."unit_pence"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="c6d7ae8a95966db4e52d416219e7b33b2d8ba8a2",
                            operation="UPDATE",
                            pgid="pgtrigger_line_stays_as_ordered_4962e",
                            table="shop_orderline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="line_is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9d7c9336ded9de5af3ae50753e6f1e150ab70189",
                            operation="DELETE",
                            pgid="pgtrigger_line_is_kept_74586",
                            table="shop_orderline",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_orderlineevent" ("beneficiary_id", "deliver_by", "description", "id", "kind", "order_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "purpose", "quantity", "share_unit", "supply", "supply_statement", "title", "told_of_right", "told_return_cost", "unit_pence", "uuid", "vat_pence", "vat_percent") SELECT new_values."beneficiary_id", new_values."deliver_by", new_values."description", new_values."id", new_values."kind", new_values."order_id", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."purpose", new_values."quantity", new_values."share_unit", new_values."supply", new_values."supply_statement", new_values."title", new_values."told_of_right", new_values."told_return_cost", new_values."unit_pence", new_values."uuid", new_values."vat_pence", new_values."vat_percent" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c2033e09d94280500b94834fd54a0b4f81f2b121",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_30b22",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_orderline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_orderlineevent" ("beneficiary_id", "deliver_by", "description", "id", "kind", "order_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "purpose", "quantity", "share_unit", "supply", "supply_statement", "title", "told_of_right", "told_return_cost", "unit_pence", "uuid", "vat_pence", "vat_percent") SELECT new_values."beneficiary_id", new_values."deliver_by", new_values."description", new_values."id", new_values."kind", new_values."order_id", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."purpose", new_values."quantity", new_values."share_unit", new_values."supply", new_values."supply_statement", new_values."title", new_values."told_of_right", new_values."told_return_cost", new_values."unit_pence", new_values."uuid", new_values."vat_pence", new_values."vat_percent" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d2a3d114bac7ba39b708335bd5a57371cbb5d2d1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6245c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_orderline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_orderlineevent" ("beneficiary_id", "deliver_by", "description", "id", "kind", "order_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "purpose", "quantity", "share_unit", "supply", "supply_statement", "title", "told_of_right", "told_return_cost", "unit_pence", "uuid", "vat_pence", "vat_percent") SELECT old_values."beneficiary_id", old_values."deliver_by", old_values."description", old_values."id", old_values."kind", old_values."order_id", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."purpose", old_values."quantity", old_values."share_unit", old_values."supply", old_values."supply_statement", old_values."title", old_values."told_of_right", old_values."told_return_cost", old_values."unit_pence", old_values."uuid", old_values."vat_pence", old_values."vat_percent" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="701f1aae2ff43e856baf3d13f7ee15fb01311dc0",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c2769",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_orderline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coursesessionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="1eb6eb59d06d201591b67f9b1cb9e90714b4cb68",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_33473",
                            table="shop_coursesessionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coursesessionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2b8caa665bfeb995f3f435261266a221f340c100",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d4c1d",
                            table="shop_coursesessionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coursesession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_coursesessionevent" ("ends_at", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "product_id", "starts_at") SELECT new_values."ends_at", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."product_id", new_values."starts_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="70c1bc38b9405ecf712628035d88f698fa3733a4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_83281",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_coursesession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coursesession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_coursesessionevent" ("ends_at", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "product_id", "starts_at") SELECT new_values."ends_at", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."product_id", new_values."starts_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="23fe2b9bd4aedf9fdaadb027f960eca4cee5c114",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eaf44",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_coursesession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coursesession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_coursesessionevent" ("ends_at", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "product_id", "starts_at") SELECT old_values."ends_at", old_values."id", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."product_id", old_values."starts_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ff51c08667cbfd6bc2ff8f5b0e0456776b3e4e47",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e2f23",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_coursesession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="announcementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="3aa314616b77bc697b60ece401ebde8d29423210",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_13532",
                            table="shop_announcementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="announcementevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5925c4d529ec51c494b9f43be5d1545bea957b0e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_929cc",
                            table="shop_announcementevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="announcement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_announcementevent" ("announced_at", "announced_by_id", "effective_at", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "text", "urgent", "urgent_why") SELECT new_values."announced_at", new_values."announced_by_id", new_values."effective_at", new_values."ended_at", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."text", new_values."urgent", new_values."urgent_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="85b2a4655b6f94af91f9f8135f27e326705be05c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a9b9a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_announcement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="announcement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_announcementevent" ("announced_at", "announced_by_id", "effective_at", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "text", "urgent", "urgent_why") SELECT new_values."announced_at", new_values."announced_by_id", new_values."effective_at", new_values."ended_at", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."text", new_values."urgent", new_values."urgent_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1e5251640cec2f36402889df1ab09b92d7255ca8",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8db27",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_announcement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="announcement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_announcementevent" ("announced_at", "announced_by_id", "effective_at", "ended_at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "text", "urgent", "urgent_why") SELECT old_values."announced_at", old_values."announced_by_id", old_values."effective_at", old_values."ended_at", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."text", old_values."urgent", old_values."urgent_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d6e72b0c87d59ec7944fd7e79179bd87fd066088",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3ea2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_announcement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_productfileevent" ("added_at", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id") SELECT new_values."added_at", new_values."document_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="462379533222ecd8850b028337afc686f70d214d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0da53",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_productfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_productfileevent" ("added_at", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id") SELECT new_values."added_at", new_values."document_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="71937386105eb045ed2ecd60a51aca89d44430c0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ff09d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_productfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productfile",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_productfileevent" ("added_at", "document_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id") SELECT old_values."added_at", old_values."document_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c0ea3d335e831a78ede53b346b0105df023f63a1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_89941",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_productfile",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productfileevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="81a105234c46cbd0ba3cd75839b0404658ab8499",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_7e3d8",
                            table="shop_productfileevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productfileevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4ad836b7e65c47faa6eff4ec7023fe5901b05d57",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_11d2a",
                            table="shop_productfileevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refund_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{due:sending,sending:paid,sending:unknown,sending:failed,unknown:paid,unknown:failed,failed:sending}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="16118ce6b2abf8336fd256c0a08a63e047d5faaf",
                            operation="UPDATE",
                            pgid="pgtrigger_refund_moves_7ae8f",
                            table="shop_refund",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refund_begins_due",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NOT (NEW.\"state\" = 'due'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;",
                            hash="472913d632e8eb88a0a2b842cc25dcb7712b74ef",
                            operation="INSERT",
                            pgid="pgtrigger_refund_begins_due_19c68",
                            table="shop_refund",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refund_amount_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."cancellation_id" IS DISTINCT FROM (NEW."cancellation_id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."payment_id" IS DISTINCT FROM (NEW."payment_id") OR OLD."pence" IS DISTINCT FROM (NEW."pence"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="e94a0776ff3f16faac34667b35665b87a4476588",
                            operation="UPDATE",
                            pgid="pgtrigger_refund_amount_stays_dd486",
                            table="shop_refund",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="refund_is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="9bf6ebcfbdedf3ebbbee1b0083b48703fc47c685",
                            operation="DELETE",
                            pgid="pgtrigger_refund_is_kept_fbe70",
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
                            declare="DECLARE paid bigint; refunded bigint;",
                            func="\n                    SELECT pence INTO paid FROM shop_payment\n                    WHERE id = NEW.payment_id AND state = 'captured' FOR UPDATE;\n                    SELECT coalesce(sum(pence), 0) INTO refunded FROM shop_refund WHERE payment_id = NEW.payment_id;\n                    IF refunded + NEW.pence > coalesce(paid, 0) THEN\n                        RAISE EXCEPTION 'refunds exceed what was paid' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="9b078cd6c9811878877f166500d98994f1393d33",
                            operation="INSERT",
                            pgid="pgtrigger_refunds_within_the_payment_7d8aa",
                            table="shop_refund",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_refundevent" ("cancellation_id", "credit_note_id", "failure", "id", "key", "made_at", "made_by_id", "paid_at", "payment_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "state") SELECT new_values."cancellation_id", new_values."credit_note_id", new_values."failure", new_values."id", new_values."key", new_values."made_at", new_values."made_by_id", new_values."paid_at", new_values."payment_id", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="84678dae3bda073c6cd6a5d32d303756c9611563",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_204f0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_refund",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_refundevent" ("cancellation_id", "credit_note_id", "failure", "id", "key", "made_at", "made_by_id", "paid_at", "payment_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "state") SELECT new_values."cancellation_id", new_values."credit_note_id", new_values."failure", new_values."id", new_values."key", new_values."made_at", new_values."made_by_id", new_values."paid_at", new_values."payment_id", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."cancellation_id" IS DISTINCT FROM (new_values."cancellation_id") OR old_values."credit_note_id" IS DISTINCT FROM (new_values."credit_note_id") OR old_values."failure" IS DISTINCT FROM (new_values."failure") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."made_at" IS DISTINCT FROM (new_values."made_at") OR old_values."made_by_id" IS DISTINCT FROM (new_values."made_by_id") OR old_values."paid_at" IS DISTINCT FROM (new_values."paid_at") OR old_values."payment_id" IS DISTINCT FROM (new_values."payment_id") OR old_values."pence" IS DISTINCT FROM (new_values."pence") OR old_values."reference" IS DISTINCT FROM (new_values."reference") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ab38a86f74995d150c8dc3adb6ab5da0cc77a2f7",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_447da",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_refund",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refund",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_refundevent" ("cancellation_id", "credit_note_id", "failure", "id", "key", "made_at", "made_by_id", "paid_at", "payment_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "state") SELECT old_values."cancellation_id", old_values."credit_note_id", old_values."failure", old_values."id", old_values."key", old_values."made_at", old_values."made_by_id", old_values."paid_at", old_values."payment_id", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="39ef254f753f120ef9ba4d0eeccd726b847fd8df",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9303a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_refund",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refundevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="eb8089eaf9424513f4616ca339597d42b09e4f17",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_b3db3",
                            table="shop_refundevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="refundevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3afd9d18b754ee2e8469cfe945416884c1efa34e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cbc18",
                            table="shop_refundevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="return",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_returnevent" ("cancellation_id", "cost_paid_at", "cost_paid_by_id", "cost_pence", "damage_pence", "damage_photo_id", "damage_why", "id", "number", "objected_at", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_at", "proof_id", "received_by_id", "received_on", "send_by", "sent_on") SELECT new_values."cancellation_id", new_values."cost_paid_at", new_values."cost_paid_by_id", new_values."cost_pence", new_values."damage_pence", new_values."damage_photo_id", new_values."damage_why", new_values."id", new_values."number", new_values."objected_at", new_values."objection", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proof_at", new_values."proof_id", new_values."received_by_id", new_values."received_on", new_values."send_by", new_values."sent_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f60be0860c05d099d17848d15f49b2dca670af89",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8a99b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_return",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="return",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_returnevent" ("cancellation_id", "cost_paid_at", "cost_paid_by_id", "cost_pence", "damage_pence", "damage_photo_id", "damage_why", "id", "number", "objected_at", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_at", "proof_id", "received_by_id", "received_on", "send_by", "sent_on") SELECT new_values."cancellation_id", new_values."cost_paid_at", new_values."cost_paid_by_id", new_values."cost_pence", new_values."damage_pence", new_values."damage_photo_id", new_values."damage_why", new_values."id", new_values."number", new_values."objected_at", new_values."objection", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proof_at", new_values."proof_id", new_values."received_by_id", new_values."received_on", new_values."send_by", new_values."sent_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e4fe13a9e4452e7dff1548c0b26d31ee12025d06",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_75cc8",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_return",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="return",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_returnevent" ("cancellation_id", "cost_paid_at", "cost_paid_by_id", "cost_pence", "damage_pence", "damage_photo_id", "damage_why", "id", "number", "objected_at", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proof_at", "proof_id", "received_by_id", "received_on", "send_by", "sent_on") SELECT old_values."cancellation_id", old_values."cost_paid_at", old_values."cost_paid_by_id", old_values."cost_pence", old_values."damage_pence", old_values."damage_photo_id", old_values."damage_why", old_values."id", old_values."number", old_values."objected_at", old_values."objection", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proof_at", old_values."proof_id", old_values."received_by_id", old_values."received_on", old_values."send_by", old_values."sent_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0ec255c02ee7e575505cea78ea60ad4f685f8e66",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ea935",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_return",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="0a3d2cada55a554529f81a45965a4dbcae365d44",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c350b",
                            table="shop_returnevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returnevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d1895cd240c9ae8b5e38749012d3f95484e627b6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8eb33",
                            table="shop_returnevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="shoppolicyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="20c7567e47863673f6ebfc62dcb30c7354370a38",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_a1e89",
                            table="shop_shoppolicyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="shoppolicyevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="50537062ad4a1ec8e83298b56e6dc50965367883",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_34fa0",
                            table="shop_shoppolicyevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_termsversionevent" ("added_by_id", "document_id", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "version") SELECT new_values."added_by_id", new_values."document_id", new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sha256", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="084441c591063696ece407bac7a0486b1952770e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_85f3a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_termsversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_termsversionevent" ("added_by_id", "document_id", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "version") SELECT new_values."added_by_id", new_values."document_id", new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sha256", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="81d8d8c5ce246f43491d38d5cdf1b7ba78aa8df5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_939f9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_termsversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsversion",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_termsversionevent" ("added_by_id", "document_id", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "version") SELECT old_values."added_by_id", old_values."document_id", old_values."from_date", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sha256", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="09f8323a44701547aa118bb90b58df31981707ef",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_97578",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_termsversion",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="fe58f4393b68ae5b49edf664cbfd7b1514b02abf",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_385e1",
                            table="shop_orderevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4a37e59dba982e6aeb4b350bf473221a7e93768e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_24411",
                            table="shop_orderevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="order_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE _is_valid_transition BOOLEAN;",
                            func='SELECT CONCAT(OLD."stage", \':\', NEW."stage") = ANY(\'{placed:accepted,placed:declined,placed:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."stage" IS DISTINCT FROM NEW."stage") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "stage" from "%" to "%" on table %\', OLD."stage", NEW."stage", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                            hash="37f60fe8905e66f8486a9746a3a50f9bc9e68c19",
                            operation="UPDATE",
                            pgid="pgtrigger_order_moves_087dc",
                            table="shop_order",
                            when="BEFORE",
                        ),
                    ),
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
                        name="order_begins_placed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NOT (NEW.\"stage\" = 'placed'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot insert rows from % table', TG_TABLE_NAME;",
                            hash="3610f8159471212528431eca3e479fe565c024f0",
                            operation="INSERT",
                            pgid="pgtrigger_order_begins_placed_56c3b",
                            table="shop_order",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_orderevent" ("accepted_at", "buyer_id", "by_transfer", "confirmed_at", "decline_reason", "declined_at", "delivery_id", "email", "held_until", "id", "number", "paid_at", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "policy_id", "stage", "terms_id", "total_pence", "uuid", "withdrawn_at") SELECT new_values."accepted_at", new_values."buyer_id", new_values."by_transfer", new_values."confirmed_at", new_values."decline_reason", new_values."declined_at", new_values."delivery_id", new_values."email", new_values."held_until", new_values."id", new_values."number", new_values."paid_at", new_values."payer_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."placed_at", new_values."policy_id", new_values."stage", new_values."terms_id", new_values."total_pence", new_values."uuid", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2389391e9230cc404f908571bbfb35609bb582a8",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b3027",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_order",
                            when="AFTER",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="order",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_orderevent" ("accepted_at", "buyer_id", "by_transfer", "confirmed_at", "decline_reason", "declined_at", "delivery_id", "email", "held_until", "id", "number", "paid_at", "payer_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placed_at", "policy_id", "stage", "terms_id", "total_pence", "uuid", "withdrawn_at") SELECT old_values."accepted_at", old_values."buyer_id", old_values."by_transfer", old_values."confirmed_at", old_values."decline_reason", old_values."declined_at", old_values."delivery_id", old_values."email", old_values."held_until", old_values."id", old_values."number", old_values."paid_at", old_values."payer_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."placed_at", old_values."policy_id", old_values."stage", old_values."terms_id", old_values."total_pence", old_values."uuid", old_values."withdrawn_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0c21c6ca75b87f35626af0ff3c1cd88b61269dfd",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e6027",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_order",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsversionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="6407026fe839225d432f33fad2c0d62dbab6f23e",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c4c52",
                            table="shop_termsversionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="termsversionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e781cbf2a68b56218c89fe1427412d4cd867ed86",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_12a48",
                            table="shop_termsversionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="told",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_toldevent" ("announcement_id", "choice", "chosen_at", "chosen_by_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at") SELECT new_values."announcement_id", new_values."choice", new_values."chosen_at", new_values."chosen_by_id", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."told_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="091409912dc6cf4b587c43cb17e8c8c62044d963",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bca6f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_told",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="told",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_toldevent" ("announcement_id", "choice", "chosen_at", "chosen_by_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at") SELECT new_values."announcement_id", new_values."choice", new_values."chosen_at", new_values."chosen_by_id", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."told_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="421d65a5b0a8797532c9bea52a32c5368a3b42fc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2dc51",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_told",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="told",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_toldevent" ("announcement_id", "choice", "chosen_at", "chosen_by_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at") SELECT old_values."announcement_id", old_values."choice", old_values."chosen_at", old_values."chosen_by_id", old_values."id", old_values."line_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."told_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cc53ab3ea999922cbaf49b1ad4f9279b8ba5e403",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_59978",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_told",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="350162cef8db85bc3baa2ab992256b125b691155",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_7833a",
                            table="shop_cancellationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellationevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="69201fcb931d50a4c19dbcc21c8da4bf265f1994",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e5f77",
                            table="shop_cancellationevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="gives_up_no_more_than_was_ordered",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE ordered integer; given_up integer;",
                            func="\n                    SELECT quantity INTO ordered FROM shop_orderline WHERE id = NEW.line_id FOR UPDATE;\n                    SELECT coalesce(sum(quantity), 0) INTO given_up FROM shop_cancellation\n                    WHERE line_id = NEW.line_id AND stage <> 'refused' AND ground <> 'paid_in_error' AND id <> NEW.id;\n                    IF NEW.stage <> 'refused' AND NEW.ground <> 'paid_in_error' AND given_up + NEW.quantity > ordered THEN\n                        RAISE EXCEPTION 'more units given up than ordered' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="7ab535cf2de2a7ed669d615fd38bb144b38ed17a",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_gives_up_no_more_than_was_ordered_43de6",
                            table="shop_cancellation",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_cancellationevent" ("announcement_id", "as_credit", "channel", "clause", "decided_at", "decided_by_id", "decided_why", "due_on", "entered_by_id", "ground", "id", "line_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "sent_at", "sentence", "settled_at", "stage", "told_at", "told_by_id", "total_pence", "uuid", "words") SELECT new_values."announcement_id", new_values."as_credit", new_values."channel", new_values."clause", new_values."decided_at", new_values."decided_by_id", new_values."decided_why", new_values."due_on", new_values."entered_by_id", new_values."ground", new_values."id", new_values."line_id", new_values."parts", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quantity", new_values."sent_at", new_values."sentence", new_values."settled_at", new_values."stage", new_values."told_at", new_values."told_by_id", new_values."total_pence", new_values."uuid", new_values."words" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f924546d633052aee9df650bfaee8e74c46a01ee",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86cd8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_cancellation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_cancellationevent" ("announcement_id", "as_credit", "channel", "clause", "decided_at", "decided_by_id", "decided_why", "due_on", "entered_by_id", "ground", "id", "line_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "sent_at", "sentence", "settled_at", "stage", "told_at", "told_by_id", "total_pence", "uuid", "words") SELECT new_values."announcement_id", new_values."as_credit", new_values."channel", new_values."clause", new_values."decided_at", new_values."decided_by_id", new_values."decided_why", new_values."due_on", new_values."entered_by_id", new_values."ground", new_values."id", new_values."line_id", new_values."parts", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quantity", new_values."sent_at", new_values."sentence", new_values."settled_at", new_values."stage", new_values."told_at", new_values."told_by_id", new_values."total_pence", new_values."uuid", new_values."words" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="49289e1944aac4e70970648ff3224431cb8e4f98",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6f508",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_cancellation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="cancellation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_cancellationevent" ("announcement_id", "as_credit", "channel", "clause", "decided_at", "decided_by_id", "decided_why", "due_on", "entered_by_id", "ground", "id", "line_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quantity", "sent_at", "sentence", "settled_at", "stage", "told_at", "told_by_id", "total_pence", "uuid", "words") SELECT old_values."announcement_id", old_values."as_credit", old_values."channel", old_values."clause", old_values."decided_at", old_values."decided_by_id", old_values."decided_why", old_values."due_on", old_values."entered_by_id", old_values."ground", old_values."id", old_values."line_id", old_values."parts", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."quantity", old_values."sent_at", old_values."sentence", old_values."settled_at", old_values."stage", old_values."told_at", old_values."told_by_id", old_values."total_pence", old_values."uuid", old_values."words" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="59df94b1647e57470a9ba74d46e831aee5968df8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_536dc",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_cancellation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="toldevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f74e47462a319c6dc6ffbb128518167a77823a9b",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_af063",
                            table="shop_toldevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="toldevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1e981213c1bf1a5be7022b1e67fc9b63011518c3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ccef3",
                            table="shop_toldevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_transferevent" ("entered_at", "entered_by_id", "id", "payment_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "reference", "sender") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."payment_id", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."received_on", new_values."reference", new_values."sender" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7e135514a3fe72f3df305592d2bcc3024df7c780",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_01275",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_transfer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_transferevent" ("entered_at", "entered_by_id", "id", "payment_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "reference", "sender") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."payment_id", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."received_on", new_values."reference", new_values."sender" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="df3c9ed0fc0eebd64d4051cb767f545aaeb710c2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4e417",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_transfer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transfer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_transferevent" ("entered_at", "entered_by_id", "id", "payment_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on", "reference", "sender") SELECT old_values."entered_at", old_values."entered_by_id", old_values."id", old_values."payment_id", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."received_on", old_values."reference", old_values."sender" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9793687ed4876fc1c4589986d29b460f0e6bc23b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0fcc9",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_transfer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transferevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="c3c506d0288009e8f93cf5e2f5f6a65854e1cf9a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_1fdc2",
                            table="shop_transferevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="transferevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="35195520b16821da6a3690f0e579372909725544",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_401cd",
                            table="shop_transferevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="05324ed0503d5ff8e854ed2fd6b83f95446e3cb5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_2c0c3",
                            table="shop_productevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="productevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0f7be396a297becfc4cea43d9f984768888e277a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_5df15",
                            table="shop_productevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="product",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_productevent" ("delivery_days", "description", "id", "kind", "left", "mode", "on_sale_from", "on_sale_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture", "share_unit", "slug", "summary", "supply", "supply_statement", "suspended_at", "title", "topics", "uuid", "vat_code_id") SELECT new_values."delivery_days", new_values."description", new_values."id", new_values."kind", new_values."left", new_values."mode", new_values."on_sale_from", new_values."on_sale_until", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."picture", new_values."share_unit", new_values."slug", new_values."summary", new_values."supply", new_values."supply_statement", new_values."suspended_at", new_values."title", new_values."topics", new_values."uuid", new_values."vat_code_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8247192baf7b911e1d2ee46a4f04482c06c84c47",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_21868",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_product",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="product",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_productevent" ("delivery_days", "description", "id", "kind", "left", "mode", "on_sale_from", "on_sale_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture", "share_unit", "slug", "summary", "supply", "supply_statement", "suspended_at", "title", "topics", "uuid", "vat_code_id") SELECT new_values."delivery_days", new_values."description", new_values."id", new_values."kind", new_values."left", new_values."mode", new_values."on_sale_from", new_values."on_sale_until", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."picture", new_values."share_unit", new_values."slug", new_values."summary", new_values."supply", new_values."supply_statement", new_values."suspended_at", new_values."title", new_values."topics", new_values."uuid", new_values."vat_code_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d5854e987a89a407b5e3e9ad98a3ba87a51ba9bd",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f8b36",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_product",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="product",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_productevent" ("delivery_days", "description", "id", "kind", "left", "mode", "on_sale_from", "on_sale_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "picture", "share_unit", "slug", "summary", "supply", "supply_statement", "suspended_at", "title", "topics", "uuid", "vat_code_id") SELECT old_values."delivery_days", old_values."description", old_values."id", old_values."kind", old_values."left", old_values."mode", old_values."on_sale_from", old_values."on_sale_until", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."picture", old_values."share_unit", old_values."slug", old_values."summary", old_values."supply", old_values."supply_statement", old_values."suspended_at", old_values."title", old_values."topics", old_values."uuid", old_values."vat_code_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4fdb7e531838d88fa1dca5ba8656097e56947cfc",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_97a22",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_product",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatcodeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="0b53c2afe3a9c58a1252be9749acad84f0ac200a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_c643a",
                            table="shop_vatcodeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatcodeevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="350a9acb76148846e3ff8096212c00f5580ee245",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_264f2",
                            table="shop_vatcodeevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatrate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_vatrateevent" ("code_id", "from_date", "id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."code_id", new_values."from_date", new_values."id", new_values."percent", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4ebd566310f8f5f4cf3bd134101c1c40b1e1242d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_326da",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_vatrate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatrate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_vatrateevent" ("code_id", "from_date", "id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT new_values."code_id", new_values."from_date", new_values."id", new_values."percent", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."until_date" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b352e9278a91069c3f13f31d04e5920683a6965b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fbdfe",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_vatrate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatrate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_vatrateevent" ("code_id", "from_date", "id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_date") SELECT old_values."code_id", old_values."from_date", old_values."id", old_values."percent", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."until_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b147672ea40d820097deefff2ef9f1694ef3c00b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_86d3d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_vatrate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatrateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="020314d66dd396529bcaaf8452537ab912b141f5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_759d8",
                            table="shop_vatrateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vatrateevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="76b51d7780dbfbeaa6e7e060dc09e591f34ca92d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0c85e",
                            table="shop_vatrateevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_wordingevent" ("code", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "text", "version") SELECT new_values."code", new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."product_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f24a5ab5ab1ad70e6aca7d3ac8770886152d1d3d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c36f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_wording",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_wordingevent" ("code", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "text", "version") SELECT new_values."code", new_values."from_date", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."product_id", new_values."text", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="dbf77541adc83ed8537afa0e5600544f9d20733b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9f497",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_wording",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_wordingevent" ("code", "from_date", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "text", "version") SELECT old_values."code", old_values."from_date", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."product_id", old_values."text", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="64d37cd7832f0f229b4cdc2de7ada47760aff060",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e97b2",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_wording",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="5063564b6020eae56f286644eb193f4e21a76d1a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_fedda",
                            table="shop_consentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consentevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b3de9253cce96f4ea439376e4374404a0e749e7a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_95775",
                            table="shop_consentevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="consent_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b18494514c90d6584cfa98e70479ddd3bc8e7d37",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_consent_stays_aafe8",
                            table="shop_consent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_consentevent" ("given_at", "given_by_id", "id", "line_id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to", "wording_id") SELECT new_values."given_at", new_values."given_by_id", new_values."id", new_values."line_id", new_values."order_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."to", new_values."wording_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7db1dbd6e282c39952463e2f49adea2a24e10f94",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b1e0a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_consentevent" ("given_at", "given_by_id", "id", "line_id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to", "wording_id") SELECT new_values."given_at", new_values."given_by_id", new_values."id", new_values."line_id", new_values."order_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."to", new_values."wording_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3872cae05f6c51ef54df3c0e5e1e0b942cc9c245",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2f229",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="consent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_consentevent" ("given_at", "given_by_id", "id", "line_id", "order_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "to", "wording_id") SELECT old_values."given_at", old_values."given_by_id", old_values."id", old_values."line_id", old_values."order_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."to", old_values."wording_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="80cf347bf8b92fd44ed80b3e0ab470e181c6c612",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bba7a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_consent",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wordingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="89a5314c8f82edf72c86078e4399e9620a52fe5a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_f0af6",
                            table="shop_wordingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wordingevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4313c7334457cae66f514a0f987dcd6a75896828",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_81ea0",
                            table="shop_wordingevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writeoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_writeoffevent" ("at", "by_id", "id", "order_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."at", new_values."by_id", new_values."id", new_values."order_id", new_values."pence", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="beafe2399dd5d73d7d7eaa389e81aef0e366e58f",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e6980",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="shop_writeoff",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writeoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_writeoffevent" ("at", "by_id", "id", "order_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."at", new_values."by_id", new_values."id", new_values."order_id", new_values."pence", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4c19fc2dd8781a3802240e5bcf23984abb6edb7b",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2cc80",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="shop_writeoff",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writeoff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "shop_writeoffevent" ("at", "by_id", "id", "order_id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT old_values."at", old_values."by_id", old_values."id", old_values."order_id", old_values."pence", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5017c7e6a17715c9bf86c086e89f5e56b20290c9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_53a48",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="shop_writeoff",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writeoffevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="bf50c89c5c44dfaa1043ffce56da75b56a8ebe07",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_50403",
                            table="shop_writeoffevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="writeoffevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="110e1a63fa29d24cc117d40cb81e2efc2ce528b7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_15b52",
                            table="shop_writeoffevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
