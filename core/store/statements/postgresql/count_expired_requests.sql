SELECT concordat_expired_requests(:now, :most)
