DELETE FROM events WHERE (partner_id, position, entry_id) IN
    (SELECT partner_id, position, entry_id FROM events WHERE at < :before LIMIT :most);
DELETE FROM events WHERE (partner_id, position, entry_id) IN
    (SELECT partner_id, position, entry_id FROM events WHERE position < 0 AND at < :tests_before LIMIT :most);
DELETE FROM event_attempts WHERE (partner_id, entry_id, at, attempt) IN
    (SELECT partner_id, entry_id, at, attempt FROM event_attempts WHERE at < :before LIMIT :most)
