"""VAT rates, the figures of the rules, delivery, the terms and the words of the ticks, from shop/data."""

import tomllib
from decimal import Decimal
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"


def read(name):
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def write_vat(apps, schema_editor):
    for row in read("vat.toml")["code"]:
        code = apps.get_model("shop", "VatCode").objects.create(code=row["code"], name=row["name"])
        for rate in row["rates"]:
            apps.get_model("shop", "VatRate").objects.create(
                code=code, from_date=rate["from"], until_date=rate.get("until"), percent=Decimal(rate["percent"])
            )


def write_terms(apps, schema_editor):
    data = read("terms.toml")
    policy = dict(data["policy"])
    apps.get_model("shop", "ShopPolicy").objects.create(from_date=policy.pop("from"), figures=policy)
    apps.get_model("shop", "DeliveryRate").objects.create(
        from_date=data["delivery"]["from"], pence=data["delivery"]["pence"]
    )
    apps.get_model("shop", "TermsVersion").objects.create(
        version=data["terms"]["version"], from_date=data["terms"]["from"]
    )
    for row in data["wording"]:
        apps.get_model("shop", "Wording").objects.create(
            code=row["code"], version=1, text=row["text"], from_date=row["from"]
        )
    for code in ("INV", "CRN", "ORD"):
        apps.get_model("shop", "Series").objects.create(code=code)


def write_delivery(apps, schema_editor):
    """What the charge for delivery stands under on orders; what it costs is in dated rates."""
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
    dependencies = [("shop", "0001_initial")]

    operations = [
        migrations.RunPython(write_vat, migrations.RunPython.noop),
        migrations.RunPython(write_terms, migrations.RunPython.noop),
        migrations.RunPython(write_delivery, migrations.RunPython.noop),
    ]
