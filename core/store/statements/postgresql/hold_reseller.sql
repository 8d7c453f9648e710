SELECT concordat_hold_reseller(:partner, :reseller, :customer)
