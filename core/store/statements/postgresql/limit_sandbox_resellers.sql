SELECT concordat_limit_sandbox_resellers(:partner, :most)
