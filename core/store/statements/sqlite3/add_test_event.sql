INSERT INTO events (partner_id, position, entry_id, subject_id, at, resource, operation, state, attempts, due)
SELECT :partner, :position, :event, :event, :now, 0, 0, 1, 0, :now
FROM webhook_registrations
WHERE partner_id = :partner
    AND (SELECT count(*) FROM events WHERE partner_id = :partner AND position < :since) < :most
