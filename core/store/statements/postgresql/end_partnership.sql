SELECT concordat_end_partnership(:partner, :other, :now, :told, :resource, :operation, :correlation, :customized)
