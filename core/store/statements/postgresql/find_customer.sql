SELECT a.domain, a.company_name, a.relationship, a.delegated_access, c.commerce_id, c.registration_number,
       c.public_body, c.created, c.version, c.wrapped_key, c.sealed,
       (SELECT string_agg(domain, ' ' ORDER BY domain)
        FROM customer_domains WHERE customer_id = :customer)
FROM accounts a
JOIN customers c ON c.customer_id = a.customer_id AND c.partner_id = a.partner_id
WHERE a.partner_id = :partner AND a.customer_id = :customer
