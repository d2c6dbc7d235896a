import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0004_privacy_version"),
    ]

    operations = [
        AtOnce(
            operations=[
                TrigramExtension(),
                migrations.AddIndex(
                    model_name="member",
                    index=django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("sort_name", name="gin_trgm_ops"),
                        name="member_by_any_part",
                    ),
                ),
                migrations.AddIndex(
                    model_name="member",
                    index=models.Index(fields=["sort_name", "number"], name="member_by_name"),
                ),
                migrations.AddIndex(
                    model_name="user",
                    index=django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Lower("email"), name="gin_trgm_ops"
                        ),
                        name="account_by_part_of_email",
                    ),
                ),
            ]
        ),
    ]
