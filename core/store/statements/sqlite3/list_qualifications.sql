SELECT q.qualification, q.vetting_status, q.created, q.decisions, q.decided, q.sealed, c.wrapped_key
FROM accounts a
JOIN customers c ON c.customer_id = a.customer_id AND c.partner_id = a.partner_id
JOIN customer_qualifications q ON q.customer_id = a.customer_id AND q.partner_id = a.partner_id
WHERE a.partner_id = :partner AND a.customer_id = :customer
ORDER BY q.created, q.qualification
