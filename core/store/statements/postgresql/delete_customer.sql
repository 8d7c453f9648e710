WITH removed AS (
    DELETE FROM accounts WHERE partner_id = :partner AND customer_id = :customer RETURNING domain
), released AS (
    DELETE FROM domains WHERE domain IN (SELECT domain FROM removed)
), erased AS (
    DELETE FROM customers WHERE customer_id = :customer AND EXISTS (SELECT FROM removed)
), users AS (
    DELETE FROM customer_users WHERE customer_id = :customer AND EXISTS (SELECT FROM removed)
), qualifications AS (
    DELETE FROM customer_qualifications WHERE customer_id = :customer AND EXISTS (SELECT FROM removed)
), unanswered AS (
    DELETE FROM answered_requests
    WHERE partner_id = :partner AND customer_id = :customer AND EXISTS (SELECT FROM removed)
)
SELECT concordat_require(EXISTS (SELECT FROM removed))
