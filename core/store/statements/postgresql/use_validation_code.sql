WITH used AS (
    UPDATE validation_codes SET remaining_creates = remaining_creates - 1
    WHERE partner_id = :partner AND code = :code AND remaining_creates > 0
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM used))
