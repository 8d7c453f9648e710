SELECT concordat_require(NOT EXISTS (
    SELECT FROM subscriptions WHERE customer_id = :customer AND partner_id = :partner AND status = :active
))
