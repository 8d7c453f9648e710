WITH returned AS (
    UPDATE licences SET consumed = consumed - 1
    WHERE customer_id = :customer AND sku_id = :sku AND partner_id = :partner AND consumed > 0
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM returned))
