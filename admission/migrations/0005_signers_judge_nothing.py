"""Whoever is asked to sign for work, or signed for it, neither assesses nor decides it, and the other way round.

The first is said beneath tables of applications too, which cannot know of declarations: so it stands here, and in no
model. What stands there already, of references, stays beside it.
"""

import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

JUDGED = (
    "admission_criterionmark",
    "admission_judgement",
    "admission_markingshare",
    "applications_sectionverdict",
    "applications_decision",
)
FUNCTION = """
    CREATE FUNCTION admission_signers_judge_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        mailbox text;
        whole bigint;
    BEGIN
        SELECT lower(email) INTO mailbox FROM members_user WHERE id = NEW.by_id;
        SELECT application_id INTO whole FROM applications_case WHERE id = NEW.case_id;
        IF EXISTS (SELECT FROM admission_declaration asked
                   JOIN applications_case step ON step.id = asked.case_id
                   LEFT JOIN admission_signature signed ON signed.declaration_id = asked.id
                   WHERE step.application_id = whole AND (lower(asked.email) = mailbox OR signed.user_id = NEW.by_id))
            OR EXISTS (SELECT FROM portfolio_leaving leaving
                       JOIN portfolio_supervisor supervisor ON supervisor.id = leaving.supervisor_id
                       JOIN portfolio_portfolio portfolio ON portfolio.id = supervisor.portfolio_id
                       JOIN applications_case step ON step.id = portfolio.case_id
                       WHERE step.application_id = whole AND leaving.signed_at IS NOT NULL
                         AND lower(supervisor.email) = mailbox)
        THEN
            RAISE EXCEPTION 'nobody judges what they sign for' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$;
"""
TRIGGERS = [
    f"CREATE TRIGGER signers_judge_nothing BEFORE INSERT ON {table} FOR EACH ROW"
    " EXECUTE FUNCTION admission_signers_judge_nothing()"
    for table in JUDGED
]
DROPPED = [
    *(f"DROP TRIGGER signers_judge_nothing ON {table}" for table in JUDGED),
    "DROP FUNCTION admission_signers_judge_nothing()",
]


class Migration(migrations.Migration):
    dependencies = [
        ("admission", "0004_grants"),
        ("applications", "0009_granted_goes_on"),
        ("portfolio", "0009_build_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="declaration",
            index=models.Index(django.db.models.functions.text.Lower("email"), name="admission_declaration_email"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signature",
            trigger=pgtrigger.compiler.Trigger(
                name="nobody_signs_what_they_judge",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE matter bigint;",
                    func="\n        SELECT case_id INTO matter FROM admission_declaration WHERE id = NEW.declaration_id;\n        IF EXISTS (SELECT FROM admission_criterionmark WHERE case_id = matter AND by_id = NEW.user_id)\n            OR EXISTS (SELECT FROM admission_judgement WHERE case_id = matter AND by_id = NEW.user_id)\n            OR EXISTS (SELECT FROM applications_sectionverdict WHERE case_id = matter AND by_id = NEW.user_id)\n            OR EXISTS (SELECT FROM applications_decision WHERE case_id = matter AND by_id = NEW.user_id)\n        THEN\n            RAISE EXCEPTION 'nobody signs what they judge' USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ",
                    hash="9d99ec48cd8bd0ff6a016afc449f3119e34a0a07",
                    operation="INSERT",
                    pgid="pgtrigger_nobody_signs_what_they_judge_a260e",
                    table="admission_signature",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL([FUNCTION, *TRIGGERS], DROPPED),
    ]
