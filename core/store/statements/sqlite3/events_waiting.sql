SELECT coalesce((SELECT max(rowid) FROM record), 0) > reached FROM event_horizon WHERE only_row = 1
