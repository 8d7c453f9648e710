SELECT name FROM partner_network_ids WHERE mpn_id = :mpn
