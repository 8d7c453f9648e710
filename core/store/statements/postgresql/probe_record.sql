SELECT concordat_require(has_table_privilege('record', 'INSERT') AND NOT pg_is_in_recovery())
