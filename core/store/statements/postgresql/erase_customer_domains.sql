WITH erased AS (
    DELETE FROM customer_domains WHERE customer_id = :customer AND partner_id = :partner RETURNING domain
)
DELETE FROM domains WHERE domain IN (SELECT domain FROM erased)
