UPDATE partners SET state = :state WHERE partner_id = :partner
