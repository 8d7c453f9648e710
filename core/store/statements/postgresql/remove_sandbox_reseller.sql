SELECT concordat_remove_sandbox_reseller(:partner, :reseller, :now, :told, :resource, :operation, :correlation,
                                         :customized)
