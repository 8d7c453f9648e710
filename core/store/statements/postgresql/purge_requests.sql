SELECT concordat_purge_requests(:now, :most)
