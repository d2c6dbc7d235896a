"""Course credit is spent beside the card that pays the rest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0005_delivery_product"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="payment",
            name="one_open_payment_per_order",
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["started", "unknown", "authorised"]), models.Q(("method", "credit"), _negated=True)
                ),
                fields=("order",),
                name="one_open_payment_per_order",
            ),
        ),
    ]
