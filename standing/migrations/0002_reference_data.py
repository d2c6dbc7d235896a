"""Membership years, fees, what grades bring, the questions on conduct and the rules of members, from standing/data."""

import tomllib
from datetime import date
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"
FEES_FROM = date(2025, 1, 1)
ALWAYS = date(1900, 1, 1)


def read(name):
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def write_years(apps, schema_editor):
    years = apps.get_model("standing", "MembershipYear")
    years.objects.bulk_create(years(**row) for row in read("years")["year"])


def write_fees(apps, schema_editor):
    fees = apps.get_model("standing", "Fee")
    for row in read("fees")["fee"]:
        same = {
            "kind": row["kind"],
            "reduced": row.get("reduced", False),
            "clause": row["clause"],
            "from_date": FEES_FROM,
        }
        for grade, pence in row.get("grades", {None: row.get("pence")}).items():
            fees.objects.create(grade_id=grade, pence=pence, **same)


def write_rights(apps, schema_editor):
    rights = apps.get_model("standing", "GradeRights")
    for row in read("rights")["grade"]:
        brings = {name: row.get(name, False) for name in ("oaths", "certificate", "listed", "spent")}
        rights.objects.create(grade_id=row["code"], from_date=ALWAYS, **brings)


def write_conduct(apps, schema_editor):
    row = read("conduct")
    questions = row.pop("question")
    form = apps.get_model("standing", "ConductForm").objects.create(**row)
    for question in questions:
        apps.get_model("standing", "ConductQuestion").objects.create(form=form, **question)


def write_rules(apps, schema_editor):
    for row in read("rules")["rule"]:
        apps.get_model("standing", "MemberRule").objects.create(version=1, from_date=ALWAYS, **row)


class Migration(migrations.Migration):
    dependencies = [
        ("standing", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (write_years, write_fees, write_rights, write_conduct, write_rules)
    ]
