INSERT INTO customer_domains (partner_id, customer_id, domain, added)
SELECT :partner, :customer, :domain, :added
WHERE (SELECT count(*) FROM customer_domains WHERE customer_id = :customer) < :most;

INSERT INTO domains (domain) VALUES (:domain);
