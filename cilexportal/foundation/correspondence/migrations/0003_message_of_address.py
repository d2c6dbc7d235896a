from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0002_triggers")]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                fields=["to_email"],
                condition=models.Q(("state__in", ("sent", "posted")), ("to_user", None)),
                name="message_of_address",
            ),
        ),
    ]
