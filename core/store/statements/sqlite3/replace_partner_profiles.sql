UPDATE partners SET version = version + 1, sealed = :sealed WHERE partner_id = :partner AND version = :version
