DELETE FROM domains WHERE domain = (
    SELECT domain FROM accounts WHERE partner_id = :partner AND customer_id = :customer
);

DELETE FROM accounts WHERE partner_id = :partner AND customer_id = :customer;

DELETE FROM customers WHERE customer_id = :customer;

DELETE FROM customer_users WHERE customer_id = :customer;

DELETE FROM customer_qualifications WHERE customer_id = :customer;

DELETE FROM answered_requests WHERE partner_id = :partner AND customer_id = :customer;
