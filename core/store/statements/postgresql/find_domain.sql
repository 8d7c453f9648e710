SELECT 1::BIGINT FROM domains WHERE domain = :domain
