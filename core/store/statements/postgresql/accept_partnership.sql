SELECT concordat_accept_partnership(:partner, :inviting, :invitation, :hash, :now, :told, :resource, :operation,
                                    :correlation, :customized)
