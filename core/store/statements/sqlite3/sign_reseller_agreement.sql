INSERT INTO reseller_agreements (partner_id, signed)
SELECT partner_id, :signed FROM partners WHERE partner_id = :partner AND kind = 2
ON CONFLICT (partner_id) DO UPDATE SET signed = excluded.signed
