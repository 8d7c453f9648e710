SELECT concordat_purge_users(:now, :most)
