SELECT p.partner_id, p.kind, p.country, coalesce(a.signed, 0)
FROM partners p LEFT JOIN reseller_agreements a ON a.partner_id = p.partner_id
WHERE (p.partner_id = :tenant OR (:network <> '' AND p.mpn_id = :network))
  AND EXISTS (SELECT 1 FROM partners WHERE partner_id = :partner AND kind = 1)
