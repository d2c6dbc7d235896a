import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Files made for portfolios have rows of their own, so that builds share what stayed the same."""

    dependencies = [("portfolio", "0003_leaving_signed")]

    operations = [
        migrations.CreateModel(
            name="MadePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("file", models.FileField(blank=True, max_length=200, upload_to="")),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.BigIntegerField(default=0)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("is_stored", models.BooleanField(default=False)),
                (
                    "portfolio",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="made", to="portfolio.portfolio"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("portfolio", "key"), name="made_once_a_portfolio"),
                ],
            },
        ),
        migrations.RemoveField(model_name="builtfile", name="file"),
        migrations.RemoveField(model_name="builtfile", name="pages"),
        migrations.RemoveField(model_name="builtfile", name="sha256"),
        migrations.RemoveField(model_name="builtfile", name="size"),
        migrations.AddField(
            model_name="builtfile",
            name="made",
            field=models.ForeignKey(
                default=None,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="in_builds",
                to="portfolio.madepart",
            ),
            preserve_default=False,
        ),
    ]
