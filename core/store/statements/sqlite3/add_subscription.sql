INSERT INTO subscriptions (customer_id, subscription_id, partner_id, order_id, line, offer_id, sku_id, friendly_name, quantity,
                           ordered_quantity, cycle, status, created, commitment_end, suspended,
                           partner_on_record, support_partner, support_mpn_id, support_name, version)
VALUES (:customer, :subscription, :partner, :order_id, :line, :offer, :sku, :friendly_name, :quantity,
        :ordered_quantity, :cycle, :status, :created, :commitment_end, :suspended, :partner_on_record,
        :support_partner, :support_mpn_id, :support_name, :version)
