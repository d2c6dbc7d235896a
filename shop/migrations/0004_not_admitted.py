"""A reason more for giving money back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shop", "0003_delays_tries_and_recordings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="cancellation",
            name="ground",
            field=models.CharField(
                choices=[
                    ("change_of_mind", "Change of mind"),
                    ("larger_change", "A larger change was announced"),
                    ("error", "Price or description was wrong"),
                    ("delay", "Substantial delay"),
                    ("course_moved", "The course was moved"),
                    ("course_suspended", "The course was suspended"),
                    ("wrongdoing", "A legal right because CILEX did something wrong"),
                    ("faulty", "Faulty or not as described"),
                    ("declined_quote", "A change was quoted and not wanted"),
                    ("paid_in_error", "Paid twice or too much"),
                    ("breach", "CILEX ended it: breach of membership"),
                    ("non_payment", "CILEX ended it: not paid"),
                    ("no_information", "CILEX ended it: information did not come"),
                    ("no_delivery", "CILEX ended it: delivery was not made possible"),
                    ("not_admitted", "Not admitted to membership"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="cancellationevent",
            name="ground",
            field=models.CharField(
                choices=[
                    ("change_of_mind", "Change of mind"),
                    ("larger_change", "A larger change was announced"),
                    ("error", "Price or description was wrong"),
                    ("delay", "Substantial delay"),
                    ("course_moved", "The course was moved"),
                    ("course_suspended", "The course was suspended"),
                    ("wrongdoing", "A legal right because CILEX did something wrong"),
                    ("faulty", "Faulty or not as described"),
                    ("declined_quote", "A change was quoted and not wanted"),
                    ("paid_in_error", "Paid twice or too much"),
                    ("breach", "CILEX ended it: breach of membership"),
                    ("non_payment", "CILEX ended it: not paid"),
                    ("no_information", "CILEX ended it: information did not come"),
                    ("no_delivery", "CILEX ended it: delivery was not made possible"),
                    ("not_admitted", "Not admitted to membership"),
                ],
                max_length=20,
            ),
        ),
    ]
