WITH added AS (
    INSERT INTO agreements (partner_id, agreement_id, customer_id, agreement_type, agreed, sealed)
    SELECT partner_id, :agreement, customer_id, :type, :agreed, :sealed
    FROM accounts
    WHERE partner_id = :partner AND customer_id = :customer
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM added))
