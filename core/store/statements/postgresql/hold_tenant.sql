SELECT concordat_hold_tenant(:partner, :customer, :domain)
