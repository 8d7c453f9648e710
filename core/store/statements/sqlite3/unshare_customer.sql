DELETE FROM accounts
WHERE customer_id = :customer AND shared_by = :partner
  AND partner_id IN (SELECT reseller_id FROM customer_shares WHERE partner_id = :partner AND customer_id = :customer);

INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                    customer_name, folded_name, customized, sealed)
SELECT reseller_id, :now, :told, reseller_id, :resource, :operation, zeroblob(16), :correlation, :customer_name,
       :folded_name, :customized, x''
FROM customer_shares WHERE partner_id = :partner AND customer_id = :customer;

DELETE FROM customer_shares WHERE partner_id = :partner AND customer_id = :customer;
