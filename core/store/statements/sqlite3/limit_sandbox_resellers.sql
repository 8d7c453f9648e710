SELECT 1 WHERE (SELECT count(*) FROM sandbox_resellers WHERE partner_id = :partner) < :most
