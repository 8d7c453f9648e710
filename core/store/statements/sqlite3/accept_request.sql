INSERT INTO answered_requests (partner_id, customer_id, request_id, state, answered)
SELECT :partner, :customer, :request, 1, :now
WHERE EXISTS (SELECT 1 FROM ended_accounts WHERE partner_id = :partner AND customer_id = :customer)
   OR EXISTS (SELECT 1 FROM accounts
              WHERE partner_id = :partner AND customer_id = :customer AND delegated_access = 0
                AND shared_by IS NULL);

UPDATE accounts SET delegated_access = 1, delegated_until = :until
WHERE partner_id = :partner AND customer_id = :customer;

INSERT INTO accounts (partner_id, customer_id, folded_name, company_name, domain, relationship, delegated_access,
                      delegated_until)
SELECT partner_id, customer_id, folded_name, company_name, domain, 1, 1, :until
FROM ended_accounts WHERE partner_id = :partner AND customer_id = :customer;

DELETE FROM ended_accounts WHERE partner_id = :partner AND customer_id = :customer;
