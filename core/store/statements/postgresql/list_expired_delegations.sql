SELECT * FROM concordat_expired_delegations(:now, :most)
