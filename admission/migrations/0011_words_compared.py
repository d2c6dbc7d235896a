import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.models import Q

from cilexportal.foundation.migrating import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("admission", "0010_signed_for_each"),
        ("portfolio", "0009_build_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordsTrace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("runs", models.PositiveIntegerField(blank=True, help_text="Empty until it was read.", null=True)),
                (
                    "minima",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        help_text="In order, the smallest first.",
                        size=None,
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="portfolio.sheetversion"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["minima"], name="admission_words_minima"),
                    models.Index(condition=Q(runs=None), fields=["id"], name="admission_words_waiting"),
                ],
            },
        ),
        AtOnce(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name="declaration",
                    name="declaration_is_asked_of_one_person",
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="declaration",
                    trigger=pgtrigger.compiler.Trigger(
                        name="declaration_is_asked_of_one_person",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."follows_id" IS DISTINCT FROM (NEW."follows_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."person_kind" IS DISTINCT FROM (NEW."person_kind") OR OLD."signer" IS DISTINCT FROM (NEW."signer") OR OLD."slots" IS DISTINCT FROM (NEW."slots") OR OLD."submission_id" IS DISTINCT FROM (NEW."submission_id") OR OLD."supervisor_id" IS DISTINCT FROM (NEW."supervisor_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="88924b4e8246e5da587250594eb93f92c5190c58",
                            operation="UPDATE",
                            pgid="pgtrigger_declaration_is_asked_of_one_person_2617e",
                            table="admission_declaration",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
