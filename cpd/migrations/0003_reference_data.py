"""The CPD years, what each grade owes in them, and the choices of the recording form, from cpd/data."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from django.db import migrations

from cilexportal.foundation import london

DATA = Path(__file__).resolve().parent.parent / "data"


def read(name):
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def write_years(apps, schema_editor):
    CpdYear = apps.get_model("cpd", "CpdYear")
    data = read("years.toml")
    for year in range(data["first"], data["last"] + 1):
        last_day = date(year + 1, 9, 30)
        CpdYear.objects.create(
            label=f"{year}/{(year + 1) % 100:02}",
            starts_on=date(year, 10, 1),
            ends_on=last_day,
            closes_at=london.start_of_day(last_day + timedelta(days=1)),
            rehearse_from=date(year + 1, 9, 1),
            loss_on=data["loss_on"].get(str(year), last_day),
        )


def write_requirements(apps, schema_editor):
    Requirement = apps.get_model("cpd", "Requirement")
    data = read("requirements.toml")
    for scheme in ("outcomes", "mixed", "none"):
        figures = dict(data[scheme])
        for grade in figures.pop("grades"):
            Requirement.objects.create(grade_id=grade, from_date=data["from"], scheme=scheme, **figures)


def write_lists(apps, schema_editor):
    lists = read("lists.toml")
    for position, (code, name) in enumerate(lists["professionalism_areas"].items(), start=1):
        apps.get_model("cpd", "ProfessionalismArea").objects.create(code=code, name=name, position=position)
    study = lists["study"]["activity_types"]
    for position, (code, name) in enumerate(lists["activity_types"].items(), start=1):
        apps.get_model("cpd", "ActivityType").objects.create(
            code=code, name=name, position=position, is_study=code in study
        )


class Migration(migrations.Migration):
    dependencies = [
        ("cpd", "0002_triggers"),
        ("members", "0003_reference_data"),
    ]

    operations = [
        migrations.RunPython(write_years, migrations.RunPython.noop),
        migrations.RunPython(write_requirements, migrations.RunPython.noop),
        migrations.RunPython(write_lists, migrations.RunPython.noop),
    ]
