"""What the charge for delivery stands under on orders; what it costs is in dated rates."""

from django.db import migrations


def write(apps, schema_editor):
    apps.get_model("shop", "Product").objects.create(
        slug="delivery",
        kind="delivery",
        supply="delivery",
        title="Delivery",
        summary="Sending the printed things of an order to an address in the United Kingdom.",
        description="Delivery of the goods of this order to an address in the United Kingdom.",
        vat_code_id="standard",
        supply_statement="With the goods.",
    )


class Migration(migrations.Migration):
    dependencies = [("shop", "0004_returns_postage")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
