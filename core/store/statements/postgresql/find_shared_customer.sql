SELECT * FROM concordat_shared_customer(:partner, :customer)
