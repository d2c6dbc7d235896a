import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import cilexportal.foundation.migrating


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0005_finding_people"),
        ("members", "__first__"),
        ("people", "0002_data_rights"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                migrations.CreateModel(
                    name="ContactEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("line_1", models.CharField(blank=True, max_length=150, verbose_name="address line 1")),
                        ("line_2", models.CharField(blank=True, max_length=150, verbose_name="address line 2")),
                        ("town", models.CharField(blank=True, max_length=100, verbose_name="town or city")),
                        ("postcode", models.CharField(blank=True, max_length=12)),
                        ("country", models.CharField(blank=True, max_length=60)),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.contact",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EmployerLook",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        (
                            "view",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="looks",
                                to="people.employerview",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="EmployerView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("contact", models.CharField(help_text="The person or team who may look.", max_length=200)),
                        ("organisation", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("given_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField(help_text="The first instant at which the link is dead.")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.member"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-given_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("given_at"))),
                                name="consent_ends_after_it_is_given",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EmployerViewEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("contact", models.CharField(help_text="The person or team who may look.", max_length=200)),
                        ("organisation", models.CharField(max_length=200)),
                        ("email", models.EmailField(max_length=254)),
                        ("given_at", models.DateTimeField()),
                        ("expires_at", models.DateTimeField(help_text="The first instant at which the link is dead.")),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "member",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="members.member",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.employerview",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Restriction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "matter",
                            models.CharField(
                                help_text="What we write about no longer; the person reads it.", max_length=200
                            ),
                        ),
                        (
                            "why",
                            models.TextField(help_text="Which messages, and what was said before; officers read it."),
                        ),
                        ("review_on", models.DateField(help_text="The London date on which it is looked at again.")),
                        ("proposed_at", models.DateTimeField()),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lifted_at",
                            models.DateTimeField(
                                blank=True, help_text="When it ended, or was not agreed to.", null=True
                            ),
                        ),
                        ("lifted_why", models.TextField(blank=True)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["review_on", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at", None)), fields=("user",), name="one_live_restriction"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at", None), ("agreed_by", None)),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        ("agreed_by__isnull", False),
                                        models.Q(("agreed_by", models.F("proposed_by")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="restriction_takes_two_officers",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_at", None), ("lifted_by", None), ("lifted_why", "")),
                                    models.Q(
                                        ("lifted_at__isnull", False),
                                        ("lifted_by__isnull", False),
                                        models.Q(("lifted_why", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="restriction_lifted_by_when_and_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RestrictionEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "matter",
                            models.CharField(
                                help_text="What we write about no longer; the person reads it.", max_length=200
                            ),
                        ),
                        ("review_on", models.DateField(help_text="The London date on which it is looked at again.")),
                        ("proposed_at", models.DateTimeField()),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "lifted_at",
                            models.DateTimeField(
                                blank=True, help_text="When it ended, or was not agreed to.", null=True
                            ),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="people.restriction",
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Bulletin",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "category",
                            models.CharField(
                                choices=[("policy_research", "Policy research"), ("marketing", "Courses and offers")],
                                max_length=30,
                            ),
                        ),
                        ("subject", models.CharField(max_length=120)),
                        ("words", models.TextField()),
                        ("sent_at", models.DateTimeField()),
                        ("queued", models.PositiveIntegerField(default=0)),
                        (
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-sent_at", "-pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("category__in", ["policy_research", "marketing"])),
                                name="bulletin_category_is_optional",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("line_1", models.CharField(blank=True, max_length=150, verbose_name="address line 1")),
                        ("line_2", models.CharField(blank=True, max_length=150, verbose_name="address line 2")),
                        ("town", models.CharField(blank=True, max_length=100, verbose_name="town or city")),
                        ("postcode", models.CharField(blank=True, max_length=12)),
                        ("country", models.CharField(blank=True, max_length=60)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("country", ""), ("line_1", ""), ("line_2", ""), ("postcode", ""), ("town", "")
                                    ),
                                    models.Q(
                                        models.Q(("line_1", ""), _negated=True),
                                        models.Q(("town", ""), _negated=True),
                                        models.Q(("postcode", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contact_address_is_whole_or_empty",
                            )
                        ],
                    },
                ),
            ],
        ),
        cilexportal.foundation.migrating.AtOnce(
            operations=[
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_contactevent" ("country", "line_1", "line_2", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "town", "user_id") SELECT new_values."country", new_values."line_1", new_values."line_2", _pgh_attached_context.value, NOW(), \'insert\', new_values."user_id", new_values."phone", new_values."postcode", new_values."town", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ea46d2c07aa0eed2f9f2b1bd2a4e2189be09f0a6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_58971",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_contactevent" ("country", "line_1", "line_2", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "town", "user_id") SELECT new_values."country", new_values."line_1", new_values."line_2", _pgh_attached_context.value, NOW(), \'update\', new_values."user_id", new_values."phone", new_values."postcode", new_values."town", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."user_id") = (new_values."user_id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3da48a05555b2d5384219cb459a0349e08732998",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_daf96",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contact",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_contactevent" ("country", "line_1", "line_2", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "town", "user_id") SELECT old_values."country", old_values."line_1", old_values."line_2", _pgh_attached_context.value, NOW(), \'delete\', old_values."user_id", old_values."phone", old_values."postcode", old_values."town", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="084a85529f5aca4b3aee50475900e6fa2814b413",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1f145",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_contact",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="bulletin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="3a1e94d6bc7d98c15b3043f0b229400507977afd",
                            operation="DELETE",
                            pgid="pgtrigger_is_kept_3545d",
                            table="people_bulletin",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="bulletin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="words_stay",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."sent_by_id" IS DISTINCT FROM (NEW."sent_by_id") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="64d0a2b5779f0575d4fb911560157846fc96e965",
                            operation="UPDATE",
                            pgid="pgtrigger_words_stay_2cf79",
                            table="people_bulletin",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="bulletin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="f5f3a6dcf63d7b4ef502ac799d9659c25d961641",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_119ef",
                            table="people_bulletin",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="68cf1e86f6987ecc7c421d5939786fdd8157bca7",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_f576a",
                            table="people_contactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8143097abbd94ff374cf62fa7033f66658fd3905",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7ae48",
                            table="people_contactevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_employerviewevent" ("contact", "email", "expires_at", "given_at", "id", "member_id", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid", "withdrawn_at") SELECT new_values."contact", new_values."email", new_values."expires_at", new_values."given_at", new_values."id", new_values."member_id", new_values."organisation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."uuid", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ea3eedcf4363b4a49352445f9f52b5956a46583a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_52694",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_employerview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_employerviewevent" ("contact", "email", "expires_at", "given_at", "id", "member_id", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid", "withdrawn_at") SELECT new_values."contact", new_values."email", new_values."expires_at", new_values."given_at", new_values."id", new_values."member_id", new_values."organisation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."uuid", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."contact" IS DISTINCT FROM (new_values."contact") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."expires_at" IS DISTINCT FROM (new_values."expires_at") OR old_values."given_at" IS DISTINCT FROM (new_values."given_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."member_id" IS DISTINCT FROM (new_values."member_id") OR old_values."organisation" IS DISTINCT FROM (new_values."organisation") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="25cee583b8503596863a7d28d37624ed85ebfb3c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fbc7d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_employerview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_employerviewevent" ("contact", "email", "expires_at", "given_at", "id", "member_id", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid", "withdrawn_at") SELECT old_values."contact", old_values."email", old_values."expires_at", old_values."given_at", old_values."id", old_values."member_id", old_values."organisation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."uuid", old_values."withdrawn_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c1ebb25a5c65d7061a8d0b60fb5cbb7b13902be4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eb3cd",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_employerview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerlook",
                    trigger=pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d4c42f80a1264d59ea8e14cec18fd0d7dcb6e899",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_stays_13573",
                            table="people_employerlook",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerlook",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="a6c9b351a7d0f715437e2eb5e4799a80efd498a9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_50e44",
                            table="people_employerlook",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerviewevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="1bdd0eeb5917496db7f9bfffee86293a6053615f",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_5b55c",
                            table="people_employerviewevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="employerviewevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8e62c2daf75df5b90b8e0723abfe0a13d3d93b83",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_65666",
                            table="people_employerviewevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="restriction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_restrictionevent" ("agreed_at", "agreed_by_id", "id", "lifted_at", "lifted_by_id", "matter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "review_on", "user_id", "uuid") SELECT new_values."agreed_at", new_values."agreed_by_id", new_values."id", new_values."lifted_at", new_values."lifted_by_id", new_values."matter", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."review_on", new_values."user_id", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1d2cea82c384fd4f39fd8da1d699749903d8fbd4",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_22d7a",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="people_restriction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="restriction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_restrictionevent" ("agreed_at", "agreed_by_id", "id", "lifted_at", "lifted_by_id", "matter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "review_on", "user_id", "uuid") SELECT new_values."agreed_at", new_values."agreed_by_id", new_values."id", new_values."lifted_at", new_values."lifted_by_id", new_values."matter", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."review_on", new_values."user_id", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."agreed_at" IS DISTINCT FROM (new_values."agreed_at") OR old_values."agreed_by_id" IS DISTINCT FROM (new_values."agreed_by_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."lifted_at" IS DISTINCT FROM (new_values."lifted_at") OR old_values."lifted_by_id" IS DISTINCT FROM (new_values."lifted_by_id") OR old_values."matter" IS DISTINCT FROM (new_values."matter") OR old_values."proposed_at" IS DISTINCT FROM (new_values."proposed_at") OR old_values."proposed_by_id" IS DISTINCT FROM (new_values."proposed_by_id") OR old_values."review_on" IS DISTINCT FROM (new_values."review_on") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3eb3e9903ffbdbb60703afd15a7538e28eddf63a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6d4e8",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="people_restriction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="restriction",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_restrictionevent" ("agreed_at", "agreed_by_id", "id", "lifted_at", "lifted_by_id", "matter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "review_on", "user_id", "uuid") SELECT old_values."agreed_at", old_values."agreed_by_id", old_values."id", old_values."lifted_at", old_values."lifted_by_id", old_values."matter", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."proposed_at", old_values."proposed_by_id", old_values."review_on", old_values."user_id", old_values."uuid" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6b7a05bb82985c56848af6734a7944c534d7d9f2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_afc8c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="people_restriction",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="restrictionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_truncate",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'history is kept: % cannot be truncated', TG_TABLE_NAME;",
                            hash="8b2d0d4594949a4bc1d494ff90dfcb733b1f94ca",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_no_truncate_0af74",
                            table="people_restrictionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="restrictionevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="305182a163a060ba9bbd54b8b53ff490578a3ea0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_af31e",
                            table="people_restrictionevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ],
        ),
    ]
