INSERT INTO event_attempts (partner_id, entry_id, at, attempt, status, problem)
VALUES (:partner, :event, :at, :attempt, :status, :problem)
ON CONFLICT DO NOTHING
