import django.contrib.postgres.indexes
from django.db import migrations, models

from cilexportal.foundation.migrating import AtOnce

SHOWN = ("shown", True)
# Tables whose rows are of one member: any change of one may change the member's entry.
OF_ONE = (
    "members_gradeheld",
    "cpd_extension",
    "cpd_dispensation",
    "standing_term",
    "standing_lapse",
    "standing_reducedfee",
    "standing_rightheld",
    "standing_certificate",
    "standing_practice",
)
# Dated figures and names, which are everybody's.
OF_ALL = (
    "members_gradename",
    "members_practicearea",
    "standing_graderights",
    "standing_membershipyear",
    "cpd_cpdyear",
)
FUNCTIONS = """
    CREATE FUNCTION register_note_member() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO standing_registerchange (member_id) VALUES (OLD.member_id);
        END IF;
        IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.member_id IS DISTINCT FROM OLD.member_id) THEN
            INSERT INTO standing_registerchange (member_id) VALUES (NEW.member_id);
        END IF;
        RETURN NULL;
    END $$;
    CREATE FUNCTION register_note_self() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO standing_registerchange (member_id) VALUES (NEW.id);
        RETURN NULL;
    END $$;
    CREATE FUNCTION register_note_all() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO standing_registerchange (member_id) VALUES (NULL);
        RETURN NULL;
    END $$;
"""
# A result that nobody has signed takes nothing away, so the close itself, which makes them all, leaves no note.
TRIGGERS = [
    "CREATE TRIGGER register_note AFTER INSERT OR UPDATE OF full_name, sort_name, specialism_id ON members_member"
    " FOR EACH ROW EXECUTE FUNCTION register_note_self()",
    "CREATE TRIGGER register_note AFTER UPDATE ON cpd_yearresult FOR EACH ROW"
    " WHEN (OLD.superseded_at IS DISTINCT FROM NEW.superseded_at"
    " OR OLD.signature_id IS DISTINCT FROM NEW.signature_id)"
    " EXECUTE FUNCTION register_note_member()",
    "CREATE TRIGGER register_note_signed AFTER INSERT ON cpd_yearresult FOR EACH ROW"
    " WHEN (NEW.signature_id IS NOT NULL) EXECUTE FUNCTION register_note_member()",
    *(
        f"CREATE TRIGGER register_note AFTER INSERT OR UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION register_note_member()"
        for table in OF_ONE
    ),
    *(
        f"CREATE TRIGGER register_note AFTER INSERT OR UPDATE OR DELETE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION register_note_all()"
        for table in OF_ALL
    ),
]
DROPPED = [
    "DROP TRIGGER register_note_signed ON cpd_yearresult",
    *(f"DROP TRIGGER register_note ON {table}" for table in ("members_member", "cpd_yearresult", *OF_ONE, *OF_ALL)),
    "DROP FUNCTION register_note_member(), register_note_self(), register_note_all()",
]
# A portal that has members already makes their entries as soon as it runs.
EVERYBODY = "INSERT INTO standing_registerchange (member_id) SELECT id FROM members_member"


class Migration(migrations.Migration):
    dependencies = [
        ("cpd", "0004_asking"),
        ("members", "0005_finding_people"),
        ("standing", "0005_referrals"),
    ]

    operations = [
        AtOnce(
            [
                migrations.CreateModel(
                    name="RegisterChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member_id",
                            models.BigIntegerField(
                                db_index=True, help_text="Nobody in particular: everybody's.", null=True
                            ),
                        ),
                    ],
                ),
                migrations.RemoveIndex(model_name="registerentry", name="register_by_any_part"),
                migrations.RemoveIndex(model_name="registerentry", name="register_by_name"),
                migrations.AddField(
                    model_name="registerentry",
                    name="next_on",
                    field=models.DateField(help_text="From this date the entry may read differently.", null=True),
                ),
                migrations.AlterField(
                    model_name="registerentry",
                    name="sort_name",
                    field=models.CharField(db_collation="C", max_length=400),
                ),
                migrations.AddIndex(
                    model_name="registerentry",
                    index=django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("folded", name="gin_trgm_ops"),
                        condition=models.Q(SHOWN),
                        fastupdate=False,
                        name="register_by_any_part",
                    ),
                ),
                migrations.AddIndex(
                    model_name="registerentry",
                    index=models.Index(
                        condition=models.Q(SHOWN),
                        fields=["sort_name", "member"],
                        include=("folded", "grade_code", "specialism", "practising", "oaths", "audience"),
                        name="register_by_name",
                    ),
                ),
                migrations.AddIndex(
                    model_name="registerentry",
                    index=models.Index(
                        condition=models.Q(SHOWN),
                        fields=["grade_code", "sort_name", "member"],
                        name="register_by_grade",
                    ),
                ),
                migrations.AddIndex(
                    model_name="registerentry",
                    index=models.Index(
                        condition=models.Q(SHOWN, models.Q(("specialism", ""), _negated=True)),
                        fields=["specialism", "sort_name", "member"],
                        name="register_by_specialism",
                    ),
                ),
                migrations.AddIndex(
                    model_name="registerentry",
                    index=models.Index(
                        condition=models.Q(SHOWN, ("audience", True)),
                        fields=["sort_name", "member"],
                        name="register_by_audience",
                    ),
                ),
                migrations.AddIndex(
                    model_name="registerentry",
                    index=models.Index(
                        condition=models.Q(("next_on__isnull", False)),
                        fields=["next_on"],
                        name="register_by_next_day",
                    ),
                ),
            ]
        ),
        migrations.RunSQL([FUNCTIONS, *TRIGGERS], DROPPED),
        migrations.RunSQL(EVERYBODY, migrations.RunSQL.noop),
    ]
