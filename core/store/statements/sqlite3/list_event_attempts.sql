SELECT at, status, problem FROM event_attempts WHERE partner_id = :partner AND entry_id = :event ORDER BY at, attempt
