SELECT concordat_limit_customers(:partner, :most)
