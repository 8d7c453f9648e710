SELECT partner_id FROM customers WHERE customer_id = :customer ORDER BY created, partner_id
