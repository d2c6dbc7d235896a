"""The statements of the import of records. `incoming_record` holds the lines for the length of the transaction."""

from cpd.queries.year_facts import FACTS_SQL

STAGE = """
    CREATE TEMPORARY TABLE incoming_record (
        line integer, number text, title text, completed date, recorded date, planned boolean,
        professionalism boolean, areas text[], activity_type text, hours numeric, in_specialism boolean,
        need text, learned text, evaluation text, change text,
        lacks_mixed boolean, lacks_specialism boolean, draft boolean DEFAULT false
    ) ON COMMIT DROP
"""
INTO_STAGE = """
    INSERT INTO incoming_record (
        line, number, title, completed, recorded, planned, professionalism, areas, activity_type, hours,
        in_specialism, need, learned, evaluation, change, lacks_mixed, lacks_specialism
    ) VALUES %s
"""

# Every year that the lines go into is kept from closing, in the order of all who take more than one such lock.
LOCK_YEARS = """
    WITH wanted AS MATERIALIZED (
        SELECT DISTINCT year.id AS year, m.id / %(bucket)s AS bucket
        FROM incoming_record i
        JOIN members_member m ON m.number = i.number
        JOIN cpd_cpdyear year ON i.completed >= year.starts_on AND i.completed <= year.ends_on
        ORDER BY 1, 2
    )
    SELECT pg_advisory_xact_lock_shared((%(family)s + year)::integer, bucket::integer) FROM wanted
"""

# Whom the file has records of in each year, as the bounds that the facts of a year are asked with.
YEARS = """
    SELECT year.id, min(m.id), max(m.id) + 1
    FROM incoming_record i
    JOIN members_member m ON m.number = i.number
    JOIN cpd_cpdyear year ON i.completed >= year.starts_on AND i.completed <= year.ends_on
    GROUP BY year.id ORDER BY year.id
"""
# What each line lacks on the mixed scheme was told by the rules of the form; here it is seen whom they ask [CPD-5].
MARK_DRAFTS = f"""
    UPDATE incoming_record i
    SET draft = true
    FROM members_member m, cpd_cpdyear year, ({FACTS_SQL}) fact
    WHERE m.number = i.number AND year.id = %(year)s AND i.completed >= year.starts_on AND i.completed <= year.ends_on
        AND fact.member_id = m.id AND fact.scheme = 'mixed'
        AND CASE WHEN m.specialism_id IS NULL THEN i.lacks_mixed ELSE i.lacks_specialism END
"""  # noqa: S608 - made of constants

# A record is known by its member, day and title, so that the same file twice adds nothing.
IS_NEW = """
    NOT EXISTS (
        SELECT FROM cpd_record r
        WHERE r.member_id = m.id AND r.completed_on = i.completed AND r.title = i.title AND r.deleted_at IS NULL
    )
"""

# Each answers rows of (line, sentence).
CHECKS = (
    """
    SELECT i.line, 'no member has the number ' || i.number || '; import the members first.'
    FROM incoming_record i
    LEFT JOIN members_member m ON m.number = i.number
    WHERE m.id IS NULL ORDER BY i.line
    """,
    """
    SELECT line, 'the same member, day and title stand in line ' || first || ' too; give them titles of their own.'
    FROM (
        SELECT line, min(line) OVER (PARTITION BY number, completed, title) AS first FROM incoming_record
    ) same
    WHERE line <> first ORDER BY line
    """,
    """
    SELECT i.line, 'the portal knows no CPD year with the day ' || to_char(i.completed, 'YYYY-MM-DD') || '.'
    FROM incoming_record i
    LEFT JOIN cpd_cpdyear year ON i.completed >= year.starts_on AND i.completed <= year.ends_on
    WHERE year.id IS NULL ORDER BY i.line
    """,
    f"""
    SELECT i.line, 'the CPD year ' || year.label || ' of member ' || i.number || ' is closed.'
    FROM incoming_record i
    JOIN members_member m ON m.number = i.number
    JOIN cpd_cpdyear year ON i.completed >= year.starts_on AND i.completed <= year.ends_on
    JOIN cpd_yearresult result ON result.member_id = m.id AND result.year_id = year.id
        AND result.superseded_at IS NULL AND result.outcome NOT IN ('extended', 'held')
    WHERE {IS_NEW} ORDER BY i.line
    """,  # noqa: S608 - made of constants
)

# Answers how many of them count, and how many are drafts.
ADD_RECORDS = f"""
    WITH added AS (
        INSERT INTO cpd_record (
            uuid, member_id, year_id, mode, version, title, completed_on, activity_type_id, planned, professionalism,
            areas, hours, in_specialism, need, learned, evaluation, change, kept_elsewhere, explanation, anonymised,
            complete_at, saved_at, entered_why
        )
        SELECT
            gen_random_uuid(), m.id, year.id, 'guided', 0, i.title, i.completed, i.activity_type, i.planned,
            i.professionalism, i.areas, i.hours, i.in_specialism, i.need, i.learned, i.evaluation, i.change, false, '',
            false, CASE WHEN NOT i.draft THEN day.begins END, day.begins, ''
        FROM incoming_record i
        CROSS JOIN LATERAL (SELECT i.recorded::timestamp AT TIME ZONE 'Europe/London' AS begins) day
        JOIN members_member m ON m.number = i.number
        JOIN cpd_cpdyear year ON i.completed >= year.starts_on AND i.completed <= year.ends_on
        WHERE {IS_NEW}
        ORDER BY i.line
        RETURNING complete_at
    )
    SELECT count(complete_at), count(*) - count(complete_at) FROM added
"""  # noqa: S608 - made of constants
