DELETE FROM customers
WHERE customer_id = :customer AND partner_id = :partner
AND NOT EXISTS (SELECT 1 FROM accounts WHERE partner_id = :partner AND customer_id = :customer AND shared_by IS NULL);

DELETE FROM domains
WHERE domain = :domain AND NOT EXISTS (SELECT 1 FROM customers WHERE customer_id = :customer);

DELETE FROM ended_accounts WHERE partner_id = :partner AND customer_id = :customer;

DELETE FROM answered_requests WHERE partner_id = :partner AND customer_id = :customer;

DELETE FROM customer_qualifications WHERE customer_id = :customer AND partner_id = :partner;

DELETE FROM user_licences WHERE customer_id = :customer AND partner_id = :partner;

DELETE FROM customer_users
WHERE customer_id = :customer AND NOT EXISTS (SELECT 1 FROM customers WHERE customer_id = :customer);

DELETE FROM domains
WHERE domain IN (SELECT domain FROM customer_domains WHERE customer_id = :customer)
AND NOT EXISTS (SELECT 1 FROM customers WHERE customer_id = :customer);

DELETE FROM customer_domains
WHERE customer_id = :customer AND NOT EXISTS (SELECT 1 FROM customers WHERE customer_id = :customer);
