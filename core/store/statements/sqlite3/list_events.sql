SELECT position, entry_id, subject_id, at, resource, operation, attempts, state
FROM events
WHERE partner_id = :partner AND position > :after
ORDER BY position
LIMIT :size
