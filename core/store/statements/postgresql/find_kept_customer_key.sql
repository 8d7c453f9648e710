SELECT wrapped_key FROM customers WHERE customer_id = :customer AND partner_id = :partner
