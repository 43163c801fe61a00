-- Answers with advice are counted beside the cases, by what was fed back on them; those that are there already, as they stand.
INSERT INTO coverage_count (month, department, matter, measure, count)
SELECT
    CAST(strftime('%Y%m', json_extract(CAST(payload AS TEXT), '$.decidedAt'), '+8 hours') AS INTEGER),
    organisation,
    json_extract(CAST(payload AS TEXT), '$.matter'),
    CASE
        WHEN is_open = 1 THEN CASE WHEN is_overdue = 1 THEN 'AdviceOverdue' ELSE 'AdviceDue' END
        WHEN is_overdue = 1 OR EXISTS (SELECT 1 FROM feedback WHERE feedback.receipt = check_task.receipt AND json_extract(CAST(feedback.payload AS TEXT), '$.isLate') = 1) THEN 'AdviceLate'
        WHEN EXISTS (SELECT 1 FROM feedback WHERE feedback.receipt = check_task.receipt AND feedback.action IN ('PartlyApplied', 'NotApplied')) THEN 'AdviceReasoned'
        ELSE 'AdviceConsistent'
    END,
    COUNT(*)
FROM check_task
GROUP BY 1, 2, 3, 4;
