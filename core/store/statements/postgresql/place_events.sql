SELECT concordat_place_events(:now, :most)
