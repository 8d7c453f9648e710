WITH erased AS (
    DELETE FROM customers
    WHERE customer_id = :customer AND partner_id = :partner
    AND NOT EXISTS (SELECT FROM accounts WHERE partner_id = :partner AND customer_id = :customer)
    RETURNING 1
), users AS (
    DELETE FROM customer_users WHERE customer_id = :customer AND EXISTS (SELECT FROM erased)
), qualifications AS (
    DELETE FROM customer_qualifications WHERE customer_id = :customer AND EXISTS (SELECT FROM erased)
), unanswered AS (
    DELETE FROM answered_requests
    WHERE partner_id = :partner AND customer_id = :customer AND EXISTS (SELECT FROM erased)
), forgotten AS (
    DELETE FROM ended_accounts
    WHERE partner_id = :partner AND customer_id = :customer AND EXISTS (SELECT FROM erased)
), released AS (
    DELETE FROM domains WHERE domain = :domain AND EXISTS (SELECT FROM erased)
)
SELECT concordat_require(EXISTS (SELECT FROM erased))
