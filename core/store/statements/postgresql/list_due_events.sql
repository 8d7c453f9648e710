SELECT e.position, e.entry_id, e.subject_id, e.at, e.resource, e.operation, e.attempts
FROM events e
WHERE e.partner_id = :partner AND e.state = 1 AND e.due <= :now
    AND NOT EXISTS (SELECT 1 FROM events b
                    WHERE b.partner_id = e.partner_id AND b.subject_id = e.subject_id AND b.state = 1
                        AND b.position < e.position AND b.due > :now)
ORDER BY e.position
LIMIT :size
