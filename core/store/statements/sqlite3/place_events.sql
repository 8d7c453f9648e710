INSERT INTO events (partner_id, position, entry_id, subject_id, at, resource, operation, state, attempts, due)
SELECT r.partner_id, r.rowid, r.entry_id, r.subject_id, r.at, r.resource, r.operation, 1, 0, :now
FROM event_horizon h
JOIN record r ON r.rowid > h.reached AND r.rowid <= h.reached + :most
JOIN webhook_registrations w ON w.partner_id = r.partner_id
WHERE h.only_row = 1;
UPDATE event_horizon SET reached = min(reached + :most, (SELECT max(rowid) FROM record)) WHERE only_row = 1
