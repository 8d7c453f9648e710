INSERT INTO accounts (partner_id, customer_id, folded_name, company_name, domain, relationship, delegated_access,
                      shared_by)
SELECT :reseller, customer_id, folded_name, company_name, domain, relationship, delegated_access, :partner
FROM accounts
WHERE partner_id = :partner AND customer_id = :customer AND shared_by IS NULL
  AND EXISTS (SELECT 1 FROM partnerships
              WHERE partner_id = :partner AND other_id = :reseller AND relation = 2 AND state = 1);

INSERT INTO customer_shares
SELECT partner_id, customer_id, :reseller, folded_name
FROM accounts WHERE partner_id = :partner AND customer_id = :customer;

INSERT INTO record (subject_id, at, entry_id, partner_id, resource, operation, application_id, correlation_id,
                    customer_name, folded_name, customized, sealed)
VALUES (:reseller, :now, :told, :reseller, :resource, :operation, zeroblob(16), :correlation, :customer_name,
        :folded_name, :customized, x'');
