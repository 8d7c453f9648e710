SELECT w.sealed, w.changed, w.version, p.wrapped_key
FROM webhook_registrations w
JOIN partners p ON p.partner_id = w.partner_id
WHERE w.partner_id = :partner
