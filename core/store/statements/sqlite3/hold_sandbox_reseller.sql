SELECT 1 FROM sandbox_resellers WHERE partner_id = :partner AND reseller_id = :reseller
