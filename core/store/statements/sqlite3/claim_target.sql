UPDATE webhook_registrations SET lease_id = :lease, leased_until = :until
WHERE partner_id = (
    SELECT w.partner_id
    FROM webhook_registrations w
    WHERE w.paused_until <= :now AND w.leased_until <= :now AND w.failures <= :most_failures
        AND EXISTS (SELECT 1 FROM events e
                    WHERE e.partner_id = w.partner_id AND e.state = 1 AND e.due <= :now
                        AND NOT EXISTS (SELECT 1 FROM events b
                                        WHERE b.partner_id = e.partner_id AND b.subject_id = e.subject_id
                                            AND b.state = 1 AND b.position < e.position AND b.due > :now))
    ORDER BY w.leased_until
    LIMIT 1)
