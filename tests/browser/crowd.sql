-- Six thousand members spread over sixty buckets of ids, with the same records in two CPD years.
INSERT INTO members_member (id, uuid, number, full_name, sort_name, joined_on)
SELECT bucket * 5000 + place, gen_random_uuid(), 'C' || bucket * 5000 + place, 'Member of the crowd', 'crowd', '2019-01-01'
FROM generate_series(10, 69) bucket, generate_series(1, 100) place;

INSERT INTO members_gradeheld (member_id, grade_id, from_date)
SELECT id, CASE id % 4 WHEN 0 THEN 'paralegal' WHEN 1 THEN 'student' ELSE 'fellow' END, '2019-01-01'
FROM members_member WHERE sort_name = 'crowd';

INSERT INTO cpd_record (
    uuid, member_id, year_id, mode, title, completed_on, planned, professionalism, areas, hours, in_specialism, need,
    learned, evaluation, change, kept_elsewhere, explanation, anonymised, complete_at, created_at, entered_why, version
)
SELECT
    gen_random_uuid(), member.id, year.id, 'guided', 'Activity', year.starts_on + nth * 20, nth % 3 <> member.id % 3,
    nth = 1, '{}', CASE WHEN nth > 1 THEN 1.25 END, nth > 1, '', 'Learned.', 'Good.', '', false, '', true,
    year.closes_at - interval '60 days', year.closes_at - interval '60 days', '', 0
FROM members_member member
CROSS JOIN generate_series(1, 10) nth
JOIN cpd_cpdyear year ON year.label IN ('2024/25', '2025/26')
WHERE member.sort_name = 'crowd' AND nth <= 7 + member.id % 4;
