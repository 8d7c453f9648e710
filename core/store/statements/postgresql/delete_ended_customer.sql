SELECT concordat_delete_account(:partner, :customer, :domain, FALSE)
