SELECT 1 FROM domains WHERE domain = :domain
