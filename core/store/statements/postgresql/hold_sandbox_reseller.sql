SELECT concordat_hold_sandbox_reseller(:partner, :reseller)
