SELECT r.subject_id, r.at, r.entry_id, r.resource, r.operation, r.application_id, r.correlation_id, r.customer_name,
       r.customized, r.sealed, coalesce(c.wrapped_key, p.wrapped_key)
FROM record r
LEFT JOIN customers c ON c.customer_id = r.subject_id AND c.partner_id = r.partner_id
LEFT JOIN partners p ON p.partner_id = r.subject_id
WHERE r.partner_id = :partner AND r.at >= :from AND (r.at, r.entry_id) < (:at, :entry) AND r.resource = :resource
ORDER BY r.at DESC, r.entry_id DESC
LIMIT :size
