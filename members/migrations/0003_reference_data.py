"""The grades with everything they have been called, and the practice areas, from members/data."""

import tomllib
from datetime import date
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"
ALWAYS = date(1900, 1, 1)


def write_grades(apps, schema_editor):
    grades = apps.get_model("members", "Grade").objects
    grade_names = apps.get_model("members", "GradeName").objects
    for row in tomllib.loads((DATA / "grades.toml").read_text(encoding="utf-8"))["grade"]:
        grade, _ = grades.get_or_create(code=row["code"], defaults={"rank": row["rank"]})
        for name in row["names"]:
            grade_names.create(
                grade=grade,
                name=name["name"],
                letters=name.get("letters", ""),
                from_date=name.get("from", ALWAYS),
                until_date=name.get("until"),
            )
        for alias in row["aliases"]:
            grade_names.create(grade=grade, name=alias, is_alias=True, from_date=ALWAYS)


def write_practice_areas(apps, schema_editor):
    practice_areas = apps.get_model("members", "PracticeArea").objects
    areas = tomllib.loads((DATA / "practice_areas.toml").read_text(encoding="utf-8"))["areas"]
    for code, name in areas.items():
        practice_areas.get_or_create(code=code, defaults={"name": name})


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_triggers"),
    ]

    operations = [
        migrations.RunPython(write_grades, migrations.RunPython.noop),
        migrations.RunPython(write_practice_areas, migrations.RunPython.noop),
    ]
