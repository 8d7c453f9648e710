UPDATE store_identity SET created = created
