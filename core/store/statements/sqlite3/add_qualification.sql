INSERT INTO customer_qualifications (customer_id, qualification, partner_id, vetting_status, created, sealed)
SELECT customer_id, :qualification, partner_id, :vetting_status, :created, :sealed
FROM accounts
WHERE partner_id = :partner AND customer_id = :customer
