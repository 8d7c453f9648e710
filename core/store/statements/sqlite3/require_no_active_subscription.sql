SELECT 1 WHERE NOT EXISTS (
    SELECT 1 FROM subscriptions WHERE customer_id = :customer AND partner_id = :partner AND status = :active
)
