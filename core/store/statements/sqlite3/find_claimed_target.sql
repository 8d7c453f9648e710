SELECT partner_id, failures FROM webhook_registrations WHERE lease_id = :lease
