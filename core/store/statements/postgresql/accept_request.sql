WITH back AS (
    DELETE FROM ended_accounts
    WHERE partner_id = :partner AND customer_id = :customer
    RETURNING partner_id, customer_id, folded_name, company_name, domain
), added AS (
    INSERT INTO accounts (partner_id, customer_id, folded_name, company_name, domain, relationship, delegated_access,
                          delegated_until)
    SELECT partner_id, customer_id, folded_name, company_name, domain, 1, 1, :until FROM back
    RETURNING partner_id, customer_id
), granted AS (
    UPDATE accounts SET delegated_access = 1, delegated_until = :until
    WHERE partner_id = :partner AND customer_id = :customer AND delegated_access = 0 AND shared_by IS NULL
    RETURNING partner_id, customer_id
), answered AS (
    INSERT INTO answered_requests (partner_id, customer_id, request_id, state, answered)
    SELECT partner_id, customer_id, :request, 1, :now
    FROM (SELECT partner_id, customer_id FROM added UNION ALL SELECT partner_id, customer_id FROM granted) AS changed
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM answered))
