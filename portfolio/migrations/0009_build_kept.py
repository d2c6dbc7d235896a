from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0008_reason_of_each_example")]

    operations = [
        migrations.AddField(
            model_name="build",
            name="kept",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Of a submission: it stays, whatever is built afterwards [HB-59b].",
            ),
        ),
    ]
