SELECT concordat_domain_holder(:domain)
