SELECT concordat_share_customer(:partner, :reseller, :customer, :now, :told, :resource, :operation, :correlation,
                                :customer_name, :folded_name, :customized)
