"""The first version of each pathway, the working days of the coming years, and the fees as the shop bills them."""

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path

from django.db import migrations

from cilexportal.foundation import bank_holidays, working_days

DATA = Path(__file__).resolve().parent.parent / "data"
FIRST, LAST = date(2025, 1, 1), date(2032, 12, 31)
# Slug -> title. What each costs is set by prices in the administration: until then nobody can submit.
FEES = {
    "assessment-experience": "Assessment of qualifying experience",
    "assessment-admission": "Assessment of the final application",
}
STATEMENT = "Assessed once it has been paid. The fee is not refundable."


def write(apps, schema_editor):
    write_pathways(apps)
    write_calendar(apps)
    write_products(apps)


def write_pathways(apps):
    for path in sorted(DATA.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        pathway = apps.get_model("applications", "Pathway").objects.create(
            code=document["code"], title=document["title"]
        )
        apps.get_model("applications", "PathwayVersion").objects.create(
            pathway=pathway, version=document["version"], from_date=document["from_date"],
            document=json.loads(json.dumps(document, default=str)),
        )  # fmt: skip


def write_calendar(apps):
    closed = bank_holidays.of_years(range(FIRST.year, LAST.year + 1))
    days = apps.get_model("applications", "CalendarDay")
    rows, number, day = [], 0, FIRST
    while day <= LAST:
        number += working_days.is_working(day, closed=closed)
        rows.append(days(day=day, number=number))
        day += timedelta(days=1)
    days.objects.bulk_create(rows)


def write_products(apps):
    for slug, title in FEES.items():
        apps.get_model("shop", "Product").objects.create(
            slug=slug, kind="assessment_fee", supply="assessment", title=title, summary=title, description=title,
            vat_code_id="exempt", supply_statement=STATEMENT,
        )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial"), ("shop", "0008_what_comes_back")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
