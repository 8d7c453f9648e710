SELECT concordat_add_sandbox_reseller(:partner, :reseller, :name, :folded_name, :country, :mpn, :version, :wrapped_key,
                                      :sealed, :domain, :now, :told, :resource, :operation, :correlation, :customized)
