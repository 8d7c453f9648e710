WITH removed AS (
    DELETE FROM user_licences
    WHERE customer_id = :customer AND user_id = :user AND sku_id = :sku AND partner_id = :partner
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM removed))
