-- Answers with advice are counted beside the cases, by what was fed back on them; those that are there already, as they stand.
INSERT INTO coverage_count (month, department, matter, measure, count)
SELECT
    to_char((convert_from(payload, 'UTF8')::jsonb ->> 'decidedAt')::timestamptz AT TIME ZONE interval '8 hours', 'YYYYMM')::int,
    organisation,
    convert_from(payload, 'UTF8')::jsonb ->> 'matter',
    CASE
        WHEN is_open THEN CASE WHEN is_overdue THEN 'AdviceOverdue' ELSE 'AdviceDue' END
        WHEN is_overdue OR EXISTS (SELECT 1 FROM feedback WHERE feedback.receipt = check_task.receipt AND (convert_from(feedback.payload, 'UTF8')::jsonb ->> 'isLate')::boolean) THEN 'AdviceLate'
        WHEN EXISTS (SELECT 1 FROM feedback WHERE feedback.receipt = check_task.receipt AND feedback.action IN ('PartlyApplied', 'NotApplied')) THEN 'AdviceReasoned'
        ELSE 'AdviceConsistent'
    END,
    COUNT(*)
FROM check_task
GROUP BY 1, 2, 3, 4;
