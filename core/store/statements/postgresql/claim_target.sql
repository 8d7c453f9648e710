SELECT concordat_claim_target(:lease, :now, :until, :most_failures)
