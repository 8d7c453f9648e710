INSERT INTO partners (partner_id, name, folded_name, country, kind, state, sandbox, mpn_id, version, wrapped_key,
                      sealed)
VALUES (:partner, :name, :folded_name, :country, :kind, :state, :sandbox, :mpn, :version, :wrapped_key, :sealed)
