SELECT id, kind, country, signed FROM concordat_reseller_standing(:partner, :tenant, :network)
