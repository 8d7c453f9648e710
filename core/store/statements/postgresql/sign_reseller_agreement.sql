WITH changed AS (
    INSERT INTO reseller_agreements (partner_id, signed)
    SELECT partner_id, CAST(:signed AS BIGINT) FROM partners WHERE partner_id = :partner AND kind = 2
    ON CONFLICT (partner_id) DO UPDATE SET signed = excluded.signed
    RETURNING 1
)
SELECT concordat_require(EXISTS (SELECT FROM changed))
