UPDATE customers SET version = version + 1, sealed = :sealed
WHERE customer_id = :customer AND version = :version
  AND EXISTS (SELECT 1 FROM accounts WHERE partner_id = :partner AND customer_id = :customer);

UPDATE accounts SET company_name = :company_name, folded_name = :folded_name
WHERE partner_id = :partner AND customer_id = :customer AND company_name <> :company_name;
