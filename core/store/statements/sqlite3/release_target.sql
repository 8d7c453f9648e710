UPDATE webhook_registrations
SET failures = :failures, paused_until = :paused_until, lease_id = :no_lease, leased_until = :now
WHERE partner_id = :partner AND lease_id = :lease
