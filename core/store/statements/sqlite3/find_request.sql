SELECT r.fingerprint, r.sealed, r.customer_id, c.wrapped_key
FROM requests r
LEFT JOIN customers c ON c.customer_id = r.customer_id AND c.partner_id = r.partner_id
WHERE r.partner_id = :partner AND r.request_id = :request AND r.expires > :now
