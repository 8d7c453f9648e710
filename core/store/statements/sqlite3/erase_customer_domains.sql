DELETE FROM domains WHERE domain IN (
    SELECT domain FROM customer_domains WHERE customer_id = :customer AND partner_id = :partner
);

DELETE FROM customer_domains WHERE customer_id = :customer AND partner_id = :partner;
