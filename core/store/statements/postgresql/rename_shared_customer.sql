SELECT concordat_rename_shared(:partner, :customer, :company_name, :folded_name)
