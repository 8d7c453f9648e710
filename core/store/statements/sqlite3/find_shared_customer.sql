SELECT o.domain, o.company_name, o.relationship, o.delegated_access, c.commerce_id, c.registration_number,
       c.public_body, c.created, c.version, c.wrapped_key, c.sealed, a.shared_by
FROM accounts a
JOIN accounts o ON o.partner_id = a.shared_by AND o.customer_id = a.customer_id
JOIN customers c ON c.customer_id = a.customer_id AND c.partner_id = a.shared_by
WHERE a.partner_id = :partner AND a.customer_id = :customer AND a.shared_by IS NOT NULL
