SELECT concordat_require((
    SELECT count(*) FROM subscriptions
    WHERE customer_id = :customer AND partner_id = :partner AND offer_id = :offer
      AND (status = :active OR :suspended_count = 1::BIGINT)
) < :most)
