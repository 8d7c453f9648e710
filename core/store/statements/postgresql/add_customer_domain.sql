WITH reservation AS (
    INSERT INTO domains (domain) VALUES (:domain)
), added AS (
    INSERT INTO customer_domains (partner_id, customer_id, domain, added)
    SELECT :partner, :customer, :domain, :added
    WHERE (SELECT count(*) FROM customer_domains WHERE customer_id = :customer) < :most
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM added))
