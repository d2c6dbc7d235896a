"""The statements of the import of members. `incoming` holds the file's lines for the length of the transaction."""

STAGE = """
    CREATE TEMPORARY TABLE incoming (
        line integer, number text, full_name text, sort_name text, email text, grade text,
        since date, joined date, specialism text, password text
    ) ON COMMIT DROP
"""
INTO_STAGE = "INSERT INTO incoming VALUES %s"

# Each answers rows of (line, sentence).
CHECKS = (
    """
    SELECT line, 'membership number ' || number || ' stands in line ' || first || ' too.'
    FROM (SELECT line, number, min(line) OVER (PARTITION BY number) AS first FROM incoming) same
    WHERE line <> first ORDER BY line
    """,
    """
    SELECT line, 'the e-mail address ' || email || ' stands in line ' || first || ' too; each account has its own.'
    FROM (SELECT line, email, min(line) OVER (PARTITION BY email) AS first FROM incoming WHERE email <> '') same
    WHERE line <> first ORDER BY line
    """,
    """
    SELECT i.line, 'the e-mail address ' || i.email || ' belongs to the account of member ' || other.number || '.'
    FROM incoming i
    JOIN members_user u ON lower(u.email) = i.email
    JOIN members_member other ON other.user_id = u.id AND other.number <> i.number
    ORDER BY i.line
    """,
    """
    SELECT DISTINCT i.line, 'the grade begins on ' || to_char(i.since, 'YYYY-MM-DD') || ', but member ' || i.number
        || ' has held another since ' || to_char(held.from_date, 'YYYY-MM-DD')
        || coalesce(' until ' || to_char(held.until_date, 'YYYY-MM-DD'), '') || '.'
    FROM incoming i
    JOIN members_member m ON m.number = i.number
    JOIN members_gradeheld held ON held.member_id = m.id
        AND (held.from_date >= i.since OR held.until_date > i.since)
    WHERE NOT EXISTS (
        SELECT FROM members_gradeheld now
        WHERE now.member_id = m.id AND now.until_date IS NULL AND now.grade_id = i.grade
    )
    ORDER BY i.line
    """,
)

# What is done, in this order; each counts the rows it wrote. Accounts that people have made themselves are joined to
# their membership by e-mail address, and an address that a member has changed in the portal stays as they changed it.
# Whoever opened an account without confirming its address may not be its owner: their password ends, before an
# address that nobody has noted is noted as the members' own.
WRITES = {
    "passwords of unconfirmed accounts ended": """
        UPDATE members_user u
        SET password = i.password
        FROM incoming i
        LEFT JOIN members_member m ON m.number = i.number
        WHERE lower(u.email) = i.email AND m.user_id IS NULL AND left(u.password, 1) <> '!'
            AND NOT EXISTS (
                SELECT FROM account_emailaddress a
                WHERE a.user_id = u.id AND lower(a.email) = i.email AND a.verified
            )
    """,
    "accounts opened": """
        INSERT INTO members_user (email, full_name, password, is_active)
        SELECT i.email, i.full_name, i.password, true
        FROM incoming i
        LEFT JOIN members_member m ON m.number = i.number
        WHERE i.email <> '' AND m.user_id IS NULL
            AND NOT EXISTS (SELECT FROM members_user u WHERE lower(u.email) = i.email)
    """,
    "e-mail addresses": """
        INSERT INTO account_emailaddress (user_id, email, verified, "primary")
        SELECT u.id, i.email, true, true
        FROM incoming i
        JOIN members_user u ON u.email = i.email
        WHERE NOT EXISTS (SELECT FROM account_emailaddress a WHERE a.user_id = u.id)
            AND NOT EXISTS (SELECT FROM account_emailaddress a WHERE lower(a.email) = i.email)
    """,
    "members added": """
        INSERT INTO members_member (uuid, user_id, number, full_name, sort_name, specialism_id, joined_on)
        SELECT gen_random_uuid(), u.id, i.number, i.full_name, i.sort_name, i.specialism, i.joined
        FROM incoming i
        LEFT JOIN members_user u ON lower(u.email) = nullif(i.email, '')
        WHERE NOT EXISTS (SELECT FROM members_member m WHERE m.number = i.number)
        ORDER BY i.line
    """,
    "members changed": """
        UPDATE members_member m
        SET full_name = i.full_name, sort_name = i.sort_name,
            user_id = coalesce(m.user_id, u.id), specialism_id = coalesce(m.specialism_id, i.specialism)
        FROM incoming i
        LEFT JOIN members_user u ON lower(u.email) = nullif(i.email, '')
        WHERE m.number = i.number AND (
            m.full_name <> i.full_name
            OR (m.user_id IS NULL AND u.id IS NOT NULL)
            OR (m.specialism_id IS NULL AND i.specialism IS NOT NULL)
        )
    """,
    "accounts renamed": """
        UPDATE members_user u
        SET full_name = i.full_name
        FROM incoming i
        JOIN members_member m ON m.number = i.number
        WHERE m.user_id = u.id AND u.full_name <> i.full_name
    """,
    "grades ended": """
        UPDATE members_gradeheld held
        SET until_date = i.since
        FROM incoming i
        JOIN members_member m ON m.number = i.number
        WHERE held.member_id = m.id AND held.until_date IS NULL AND held.grade_id <> i.grade
    """,
    "grades begun": """
        INSERT INTO members_gradeheld (member_id, grade_id, from_date)
        SELECT m.id, i.grade, i.since
        FROM incoming i
        JOIN members_member m ON m.number = i.number
        WHERE NOT EXISTS (
            SELECT FROM members_gradeheld held WHERE held.member_id = m.id AND held.until_date IS NULL
        )
        ORDER BY i.line
    """,
}
