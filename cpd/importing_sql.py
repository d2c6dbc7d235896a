"""The statements of the import of records. `incoming_record` holds the lines for the length of the transaction."""

STAGE = """
    CREATE TEMPORARY TABLE incoming_record (
        line integer, number text, title text, completed date, recorded date, planned boolean,
        professionalism boolean, areas text[], activity_type text, hours numeric, in_specialism boolean,
        need text, learned text, evaluation text, change text
    ) ON COMMIT DROP
"""
INTO_STAGE = "INSERT INTO incoming_record VALUES %s"
# Rows written a moment ago are not in the planner's statistics: each step joins whole tables.
JOIN_WHOLE_TABLES = "SET LOCAL enable_nestloop = off; ANALYZE incoming_record"

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
        AND result.superseded_at IS NULL AND result.outcome <> 'extended'
    WHERE {IS_NEW} ORDER BY i.line
    """,  # noqa: S608 - made of constants
)

ADD_RECORDS = f"""
    INSERT INTO cpd_record (
        uuid, member_id, year_id, mode, version, title, completed_on, activity_type_id, planned, professionalism,
        areas, hours, in_specialism, need, learned, evaluation, change, kept_elsewhere, explanation, anonymised,
        complete_at, saved_at, entered_why
    )
    SELECT
        gen_random_uuid(), m.id, year.id, 'guided', 0, i.title, i.completed, i.activity_type, i.planned,
        i.professionalism, i.areas, i.hours, i.in_specialism, i.need, i.learned, i.evaluation, i.change, false, '',
        false, recorded::timestamp AT TIME ZONE 'Europe/London', recorded::timestamp AT TIME ZONE 'Europe/London', ''
    FROM incoming_record i
    JOIN members_member m ON m.number = i.number
    JOIN cpd_cpdyear year ON i.completed >= year.starts_on AND i.completed <= year.ends_on
    WHERE {IS_NEW}
    ORDER BY i.line
"""  # noqa: S608 - made of constants
