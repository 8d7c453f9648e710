UPDATE webhook_registrations SET leased_until = :until WHERE partner_id = :partner AND lease_id = :lease;
UPDATE events SET state = :state, attempts = :attempts, due = :due
WHERE partner_id = :partner AND position = :position AND entry_id = :event
