SELECT 1 WHERE (
    SELECT count(*) FROM subscriptions WHERE customer_id = :customer AND partner_id = :partner
) < :most
