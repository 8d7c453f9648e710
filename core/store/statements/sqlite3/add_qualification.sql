INSERT INTO customer_qualifications (customer_id, qualification, partner_id, vetting_status, created)
SELECT customer_id, :qualification, partner_id, :vetting_status, :created
FROM accounts
WHERE partner_id = :partner AND customer_id = :customer
