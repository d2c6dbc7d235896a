-- So many applicants, each with the four cases of an application, over five years. A quarter of the cases are open, a
-- fifth of those nobody's and the others spread over the officers; a third of those that officers assess are overdue.
-- Of a tenth of the cases the applicant wrote and waits for an answer.
-- One applicant in twenty is called Marchbank, three are called Quillfeather, and a tenth have one forename.
INSERT INTO members_user (password, email, full_name, is_active)
SELECT
    '!', 'applicant' || n || '@example.org',
    (ARRAY['Ada', 'Ann', 'Bilal', 'Carys', 'Dev', 'Edith', 'Femi', 'Grace', 'Hannah', 'Imran'])[1 + n %% 10] || ' '
    || CASE WHEN n %% greatest(8, %(people)s / 3) = 7 THEN 'Quillfeather' WHEN n %% 20 = 11 THEN 'Marchbank' ELSE
        (ARRAY['Ash', 'Bar', 'Cal', 'Dun', 'Elm', 'Fen', 'Gar', 'Hol', 'Ing', 'Jar'])[1 + (hashint4(n) & 65535) %% 10]
        || (ARRAY['bury', 'combe', 'den', 'field', 'ford', 'gate', 'ham', 'ley', 'ton', 'wood'])
            [1 + (hashint4(n + 1) & 65535) %% 10]
    END,
    true
FROM generate_series(1, %(people)s) n;

INSERT INTO applications_application (
    uuid, reference, user_id, pathway_id, version_id, answers, begun_at, touched_at, warned, "end", ended_why
)
SELECT
    lpad(to_hex(person.id), 32, '0')::uuid,
    CASE WHEN email = 'applicant42@example.org' THEN 'IM-7K4P-Q9WD' ELSE 'IM-' || lpad(person.id::text, 9, '0') END,
    person.id, version.pathway_id, version.id, '{}', now() - interval '6 years', now(), 0, '', ''
FROM members_user person, (SELECT id, pathway_id FROM applications_pathwayversion ORDER BY id LIMIT 1) version
WHERE email LIKE 'applicant%%@example.org';

INSERT INTO applications_case (
    uuid, application_id, step, kind, stage, whose, revision, submitted_at, cleared_at, decided_at, officer_id,
    officer_since, target_days, clock_used, clock_since, due_on, written_at, words
)
SELECT
    lpad(to_hex(n), 32, '0')::uuid, application_id, kind, kind, stage,
    CASE stage WHEN 'assessment' THEN 'officer' WHEN 'committee' THEN 'committee' WHEN 'met' THEN 'nobody'
        ELSE 'applicant' END,
    1, CASE WHEN stage <> 'draft' THEN came END, CASE WHEN stage NOT IN ('draft', 'fee') THEN came END,
    CASE WHEN stage IN ('met', 'not_yet') THEN came END, CASE WHEN stage <> 'draft' THEN officer.id END,
    CASE WHEN stage <> 'draft' AND officer.id IS NOT NULL THEN came END, 20, 5,
    CASE WHEN stage = 'assessment' THEN current_date - 20 END,
    CASE WHEN stage = 'assessment' THEN current_date + CASE WHEN n %% 3 = 2 THEN -3 ELSE 9 END END,
    CASE WHEN (hashint8(n + 13) & 65535) %% 10 = 1 THEN now() END, words
FROM (
    SELECT
        id * 4 + number AS n, id AS application_id, kind, words,
        now() - interval '5 years' * ((hashint8(id * 4 + number + 5) & 65535) + 1) / 65536 AS came,
        (hashint8(id * 4 + number + 9) & 65535) %% 5 AS whose_it_is,
        CASE WHEN %(all_open)s THEN 'assessment' ELSE
            (ARRAY['met', 'met', 'met', 'met', 'met', 'met', 'met', 'met', 'met', 'met', 'met', 'met', 'met', 'met',
                   'met', 'met', 'draft', 'draft', 'assessment', 'assessment', 'assessment', 'fee', 'committee',
                   'information', 'not_yet'])[1 + (hashint8(id * 4 + number) & 65535) %% 25]
        END AS stage
    FROM (
        SELECT application.id, lower(reference || ' ' || full_name || ' ' || email) AS words
        FROM applications_application application JOIN members_user person ON person.id = application.user_id
    ) begun
    CROSS JOIN (VALUES (0, 'knowledge'), (1, 'experience'), (2, 'portfolio'), (3, 'admission')) step (number, kind)
) made
LEFT JOIN (
    SELECT user_id AS id, row_number() OVER (ORDER BY user_id) AS number
    FROM members_rolegrant WHERE role = 'regulation_officer'
) officer ON officer.number = made.whose_it_is;

-- Every case with the applicant first, then an officer, the applicant for some days, and whoever has it now.
INSERT INTO applications_turn (case_id, whose, since, until, since_day, until_day)
SELECT
    id, coalesce(turn.whose, one.whose), current_date - first::int, current_date - last::int,
    current_date - first::int, current_date - last::int
FROM applications_case one, LATERAL (VALUES
    ('applicant', 90 + id %% 20, 60 + id %% 15), ('officer', 60 + id %% 15, 40 + id %% 10),
    ('applicant', 40 + id %% 10, 25 + id %% 9), (NULL, 25 + id %% 9, NULL)
) turn (whose, first, last);
