from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("portfolio", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="portfolio",
            name="warned_on",
            field=models.DateField(blank=True, help_text="Up to when its owner was warned of ageing work.", null=True),
        ),
    ]
