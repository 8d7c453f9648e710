SELECT concordat_unshare_customer(:partner, :customer, :now, :told, :resource, :operation, :correlation, :customer_name,
                                  :folded_name, :customized)
