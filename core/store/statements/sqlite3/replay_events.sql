UPDATE events SET state = 1, attempts = 0, due = :now WHERE partner_id = :partner AND position > :after
