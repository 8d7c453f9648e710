SELECT q.qualification, q.vetting_status, q.created
FROM accounts a
JOIN customer_qualifications q ON q.customer_id = a.customer_id
WHERE a.partner_id = :partner AND a.customer_id = :customer
ORDER BY q.created, q.qualification
