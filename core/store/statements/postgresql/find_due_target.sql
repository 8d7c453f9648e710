SELECT concordat_due_target(:now, :most_failures)
