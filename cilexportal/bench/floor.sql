-- The least that a close can be: one statement, written by hand for this year and these grades, that adds up the same
-- records and inserts the same results, without letters, history, batches or anybody being able to save meanwhile.
INSERT INTO bench_floor (
    member_id, year_id, run_id, requirement_id, outcome, outcomes, professionalism, planned, hours, specialism_hours,
    outside_study_hours, reduced, extended_until, closed_at
)
SELECT
    m.id, y.id, %(run)s, q.id,
    CASE
        WHEN q.scheme = 'none' THEN 'not_required'
        WHEN p.id IS NOT NULL THEN 'dispensed'
        WHEN q.scheme = 'outcomes' AND r.outcomes >= q.outcomes AND r.professionalism >= q.professionalism
            AND r.planned >= q.planned THEN 'met'
        WHEN q.scheme = 'mixed' AND r.professionalism >= q.professionalism
            AND CASE WHEN m.specialism_id IS NULL THEN r.hours ELSE r.specialism_hours END >= q.specialism_hours
            AND r.hours - CASE WHEN m.specialism_id IS NULL THEN 0 ELSE
                greatest(0, r.outside_study_hours - q.outside_study_hours) END >= q.hours THEN 'met'
        WHEN e.id IS NOT NULL THEN 'extended'
        ELSE 'not_met'
    END,
    r.outcomes, r.professionalism, r.planned, coalesce(r.hours, 0), coalesce(r.specialism_hours, 0),
    coalesce(r.outside_study_hours, 0), false,
    CASE WHEN e.id IS NOT NULL AND q.scheme <> 'none' AND r.outcomes < q.outcomes THEN e.until END, y.closes_at
FROM members_member m
JOIN cpd_cpdyear y ON y.id = %(year)s
JOIN members_gradeheld h ON h.member_id = m.id AND h.until_date IS NULL
JOIN cpd_requirement q ON q.grade_id = h.grade_id AND q.until_date IS NULL
LEFT JOIN cpd_extension e ON e.member_id = m.id AND e.year_id = y.id AND e.withdrawn_at IS NULL
LEFT JOIN cpd_dispensation p ON p.member_id = m.id AND p.year_id = y.id AND p.withdrawn_at IS NULL
JOIN (
    SELECT
        member_id,
        count(*) AS outcomes,
        count(*) FILTER (WHERE professionalism) AS professionalism,
        count(*) FILTER (WHERE planned) AS planned,
        sum(hours) FILTER (WHERE NOT professionalism) AS hours,
        sum(hours) FILTER (WHERE NOT professionalism AND in_specialism) AS specialism_hours,
        sum(hours) FILTER (WHERE NOT professionalism AND in_specialism IS NOT TRUE AND t.is_study) AS outside_study_hours
    FROM cpd_record
    LEFT JOIN cpd_activitytype t ON t.code = activity_type_id
    WHERE year_id = %(year)s AND complete_at IS NOT NULL AND deleted_at IS NULL
    GROUP BY member_id
) r ON r.member_id = m.id
