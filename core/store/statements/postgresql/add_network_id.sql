INSERT INTO partner_network_ids (mpn_id, name) VALUES (:mpn, :name)
