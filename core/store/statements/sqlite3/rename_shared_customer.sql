UPDATE customer_shares SET folded_name = :folded_name
WHERE partner_id = :partner AND customer_id = :customer;

UPDATE accounts SET company_name = :company_name, folded_name = :folded_name
WHERE customer_id = :customer AND shared_by = :partner
  AND partner_id IN (SELECT reseller_id FROM customer_shares WHERE partner_id = :partner AND customer_id = :customer);
