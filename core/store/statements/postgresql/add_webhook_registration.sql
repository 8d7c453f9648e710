INSERT INTO webhook_registrations (partner_id, sealed, changed, version, failures, paused_until, lease_id, leased_until)
VALUES (:partner, :sealed, :changed, 1, 0, 0, :no_lease, 0)
