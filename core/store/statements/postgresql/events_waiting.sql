SELECT concordat_events_waiting()
