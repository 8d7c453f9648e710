SELECT concordat_purge_events(:before, :tests_before, :most)
