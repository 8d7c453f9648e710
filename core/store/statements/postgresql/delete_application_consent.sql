WITH gone AS (
    DELETE FROM application_consents
    WHERE partner_id = :partner AND customer_id = :customer AND application_id = :application
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM gone))
