#pragma once

#include <charconv>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <concordat/rules/facts.hpp>

/// How CloudFacts cross the border: as a stream of keys and values in plain text. A record (an
/// operation, a country, a rule) begins with the key that carries its id. A reader skips keys that
/// it does not know and keeps the default of those that do not come, so facts can be added in a
/// minor version without changing the layout of anything.
///
/// The price is paid once, at start, when the host copies the facts of a plugin. Who adds a fact
/// adds it to one of the visit functions below and nowhere else; keys are permanent. For the host
/// and the SDK; authors never see it.
namespace concordat::rules::fact_stream {

/// Names every fact of an operation but its id. One list for writing and reading, so they cannot
/// differ. `visit(key, fact)` gets a const fact when writing and a mutable one when reading.
template <class Operation, class Visitor>
void visitOperation(Operation& operation, Visitor&& visit) {
    visit("operation.offered", operation.offered);
    visit("operation.portal", operation.portal);
}

/// Names every fact of a country but its ISO code of two letters, which begins the record.
template <class Country, class Visitor>
void visitCountry(Country& country, Visitor&& visit) {
    // Who and where it is, and who may sell there.
    visit("country.iso3", country.iso3);
    visit("country.name", country.name);
    visit("country.territory", country.territory);
    visit("country.currency", country.currency);
    // Languages and numbers of the country.
    visit("country.default_culture", country.default_culture);
    visit("country.culture", country.cultures);
    visit("country.language", country.languages);
    visit("country.calling_code", country.calling_codes);
    // What an address must have.
    visit("country.state", country.states);
    visit("country.states_enforced", country.states_enforced);
    visit("country.state_required", country.state_required);
    visit("country.city_required", country.city_required);
    visit("country.postal_code_required", country.postal_code_required);
    visit("country.postal_code_regex", country.postal_code_regex);
    visit("country.postal_code_source", country.postal_code_source);
    visit("country.phone_number_regex", country.phone_number_regex);
    // Numbers of firms.
    visit("country.tax_id_supported", country.tax_id_supported);
    visit("country.tax_id_optional", country.tax_id_optional);
    visit("country.tax_id_format", country.tax_id_format);
    visit("country.tax_id_sample", country.tax_id_sample);
    visit("country.vat_id_supported", country.vat_id_supported);
    visit("country.vat_id_regex", country.vat_id_regex);
    visit("country.registration_number_supported", country.registration_number_supported);
    visit("country.registration_number_required", country.registration_number_required);
    visit("country.registration_number_regex", country.registration_number_regex);
    visit("country.registration_number_sample", country.registration_number_sample);
    // What the partner API says of it beside.
    visit("country.reseller_agreement_region", country.reseller_agreement_region);
    visit("country.geographic_region", country.geographic_region);
}

/// Names every fact of a rule but its id, which begins the record.
template <class Rule, class Visitor>
void visitRule(Rule& rule, Visitor&& visit) {
    visit("rule.kind", rule.kind);
    visit("rule.code", rule.code);
    visit("rule.text", rule.text);
    visit("rule.source", rule.source);
}

/// Names every fact of a statement but its id, which begins the record.
template <class Statement, class Visitor>
void visitStatement(Statement& statement, Visitor&& visit) {
    visit("statement.topic", statement.topic);
    visit("statement.value", statement.value);
    visit("statement.source", statement.source);
}

/// Names every fact of a category of offers but its id, which begins the record.
template <class Category, class Visitor>
void visitOfferCategory(Category& category, Visitor&& visit) {
    visit("offer_category.name", category.name);
    visit("offer_category.rank", category.rank);
}

/// Names every fact of an offer but its id, which begins the record.
template <class Offer, class Visitor>
void visitOffer(Offer& offer, Visitor&& visit) {
    visit("offer.name", offer.name);
    visit("offer.description", offer.description);
    visit("offer.category", offer.category);
    visit("offer.rank", offer.rank);
    visit("offer.sku_id", offer.sku_id);
    visit("offer.sku_name", offer.sku_name);
    visit("offer.minimum_quantity", offer.minimum_quantity);
    visit("offer.maximum_quantity", offer.maximum_quantity);
    visit("offer.billing", offer.billing);
    visit("offer.billing_cycle", offer.billing_cycles);
    visit("offer.country", offer.countries);
    visit("offer.add_on", offer.add_on);
    visit("offer.prerequisite", offer.prerequisites);
    visit("offer.trial", offer.trial);
    visit("offer.auto_renewable", offer.auto_renewable);
    visit("offer.limit", offer.limit);
    visit("offer.limit_unit", offer.limit_unit);
    visit("offer.upgrade", offer.upgrades);
    visit("offer.conversion", offer.conversions);
}

/// Names every fact of a SKU but its id, which begins the record.
template <class Sku, class Visitor>
void visitSku(Sku& sku, Visitor&& visit) {
    visit("sku.name", sku.name);
    visit("sku.licence_group", sku.licence_group);
    visit("sku.target", sku.target);
    visit("sku.service", sku.services);
}

/// Names every fact of a service but its id, which begins the record.
template <class ServicePlan, class Visitor>
void visitServicePlan(ServicePlan& plan, Visitor&& visit) {
    visit("service_plan.name", plan.name);
    visit("service_plan.title", plan.title);
    visit("service_plan.target", plan.target);
}

/// Names every fact of a managed service but its id, which begins the record.
template <class ManagedService, class Visitor>
void visitManagedService(ManagedService& service, Visitor&& visit) {
    visit("managed_service.name", service.name);
    visit("managed_service.group_name", service.group_name);
    visit("managed_service.sku", service.skus);
    visit("managed_service.admin_service", service.admin_service);
    visit("managed_service.service_health", service.service_health);
    visit("managed_service.service_ticket", service.service_ticket);
}

/// Names every fact of the cloud itself but its id, and none of its records.
template <class Facts, class Visitor>
void visitCloud(Facts& facts, Visitor&& visit) {
    visit("cloud.name", facts.name);
    visit("cloud.domain_suffix", facts.domain_suffix);
    visit("cloud.language", facts.languages);
    visit("cloud.partner_country", facts.partner_countries);
    visit("cloud.location", facts.locations);
    visit("cloud.one_partner_per_customer", facts.one_partner_per_customer);
    visit("cloud.sandbox_customers", facts.sandbox_customers);
    visit("cloud.sandbox_subscriptions", facts.sandbox_subscriptions);
    visit("cloud.sandbox_licences", facts.sandbox_licences);
    visit("cloud.public_body", facts.public_bodies);
}

/// Turns facts into calls of `emit(key, value)`, in the order in which a Reader can take them.
/// Lives for one call.
template <class Emit>
class Writer {
public:
    /// `emit` takes two std::string_view that live until it returns.
    explicit Writer(Emit emit) : emit_(emit) {}

    /// Says every fact once: the cloud's own first, then operations, countries, rules, statements,
    /// offers, what they give and how it is administered. Throws what `emit` throws and
    /// std::bad_alloc.
    void write(const CloudFacts& facts) {
        emit_("cloud", facts.id);
        visitCloud(facts, *this);
        for (const auto& operation : facts.operations) {
            emit_("operation", operation.id);
            visitOperation(operation, *this);
        }
        for (const auto& country : facts.countries) {
            emit_("country", country.iso2);
            visitCountry(country, *this);
        }
        for (const auto& rule : facts.rules) {
            emit_("rule", rule.id);
            visitRule(rule, *this);
        }
        for (const auto& statement : facts.statements) {
            emit_("statement", statement.id);
            visitStatement(statement, *this);
        }
        for (const auto& category : facts.offer_categories) {
            emit_("offer_category", category.id);
            visitOfferCategory(category, *this);
        }
        for (const auto& offer : facts.offers) {
            emit_("offer", offer.id);
            visitOffer(offer, *this);
        }
        for (const auto& sku : facts.skus) {
            emit_("sku", sku.id);
            visitSku(sku, *this);
        }
        for (const auto& plan : facts.service_plans) {
            emit_("service_plan", plan.id);
            visitServicePlan(plan, *this);
        }
        for (const auto& service : facts.managed_services) {
            emit_("managed_service", service.id);
            visitManagedService(service, *this);
        }
    }

    /// Says one fact; a list says one value for each item and nothing when it is empty. Truth is
    /// "true" or "false", an enumeration its number, a text in a language the tag, a line end and
    /// the text.
    template <class Value>
    void operator()(std::string_view key, const Value& value) {
        if constexpr (std::is_same_v<Value, std::string>)
            emit_(key, value);
        else if constexpr (std::is_same_v<Value, bool>)
            emit_(key, value ? "true" : "false");
        else if constexpr (std::is_enum_v<Value>)
            emit_(key, std::to_string(static_cast<int>(value)));
        else if constexpr (std::is_integral_v<Value>)
            emit_(key, std::to_string(value));
        else if constexpr (std::is_same_v<Value, LocalizedText>)
            for (const auto& [language, text] : value)
                emit_(key, std::string(language).append(1, '\n').append(text));
        else
            for (const auto& item : value) emit_(key, item);
    }

private:
    Emit emit_;
};

/// Turns calls of `take` back into facts. Not trusting: a value that is no number, a fact without
/// its record or too many facts throw std::invalid_argument naming the key. What is missing is not
/// its business: GuardedCloud checks the id, the conformance suite the rest.
class Reader {
public:
    /// Takes the next fact. A key that is unknown is skipped, whoever sent it; a known one that
    /// comes twice replaces what was there, or adds to a list. @throws std::invalid_argument
    void take(std::string_view key, std::string_view value) {
        if (++taken_ > kMostFacts) throw std::invalid_argument("more facts than any cloud has");
        if (begin(key, value)) return;
        Assign assign{key, value};
        if (key.starts_with("cloud."))
            visitCloud(facts_, assign);
        else if (key.starts_with("operation."))
            visitOperation(last(facts_.operations, key), assign);
        else if (key.starts_with("country."))
            visitCountry(last(facts_.countries, key), assign);
        else if (key.starts_with("rule."))
            visitRule(last(facts_.rules, key), assign);
        else if (key.starts_with("statement."))
            visitStatement(last(facts_.statements, key), assign);
        else if (key.starts_with("offer_category."))
            visitOfferCategory(last(facts_.offer_categories, key), assign);
        else if (key.starts_with("offer."))
            visitOffer(last(facts_.offers, key), assign);
        else if (key.starts_with("sku."))
            visitSku(last(facts_.skus, key), assign);
        else if (key.starts_with("service_plan."))
            visitServicePlan(last(facts_.service_plans, key), assign);
        else if (key.starts_with("managed_service."))
            visitManagedService(last(facts_.managed_services, key), assign);
    }

    /// What was taken so far, moved out: the reader is empty afterwards.
    CloudFacts finish() { return std::move(facts_); }

private:
    /// The facts of all countries of the world are about ten thousand; a plugin that says more by a
    /// hundred times is stopped before it fills the memory.
    static constexpr std::size_t kMostFacts = 1'000'000;

    // Whether the key begins a record; then it has.
    bool begin(std::string_view key, std::string_view value) {
        if (key == "cloud")
            facts_.id = value;
        else if (key == "operation")
            facts_.operations.emplace_back().id = value;
        else if (key == "country")
            facts_.countries.emplace_back().iso2 = value;
        else if (key == "rule")
            facts_.rules.emplace_back().id = value;
        else if (key == "statement")
            facts_.statements.emplace_back().id = value;
        else if (key == "offer_category")
            facts_.offer_categories.emplace_back().id = value;
        else if (key == "offer")
            facts_.offers.emplace_back().id = value;
        else if (key == "sku")
            facts_.skus.emplace_back().id = value;
        else if (key == "service_plan")
            facts_.service_plans.emplace_back().id = value;
        else if (key == "managed_service")
            facts_.managed_services.emplace_back().id = value;
        else
            return false;
        return true;
    }

    // The record that a fact belongs to.
    template <class Record>
    static Record& last(std::vector<Record>& records, std::string_view key) {
        if (records.empty())
            throw std::invalid_argument("fact '" + std::string(key) + "' before its record");
        return records.back();
    }

    /// Sets the one fact whose key is wanted while a visit function walks all of a record:
    /// quadratic in the number of facts of one record, which is small and read once.
    struct Assign {
        std::string_view wanted;
        std::string_view value;

        void operator()(std::string_view key, auto& fact) const {
            if (key == wanted) set(fact);
        }
        /// Any text is good for a text.
        void set(std::string& fact) const { fact = value; }
        /// Only the two words that Writer writes.
        void set(bool& fact) const {
            if (value != "true" && value != "false") bad();
            fact = value == "true";
        }
        /// A number that is no RefusalKind would later be answered with a status that nobody chose.
        void set(RefusalKind& fact) const {
            unsigned number = 0;
            set(number);
            if (number > static_cast<unsigned>(RefusalKind::Conflict)) bad();
            fact = static_cast<RefusalKind>(number);
        }
        /// One item of a list.
        void set(std::vector<std::string>& fact) const { fact.emplace_back(value); }
        /// Language tag, line end, text: a tag holds no line end, a text may.
        void set(LocalizedText& fact) const {
            const auto split = value.find('\n');
            if (split == std::string_view::npos) bad();
            fact[std::string(value.substr(0, split))] = value.substr(split + 1);
        }
        /// Decimal digits and nothing else, in the range of the fact's type.
        template <class Number>
            requires std::is_integral_v<Number>
        void set(Number& fact) const {
            const auto* end = value.data() + value.size();
            const auto [stopped, error] = std::from_chars(value.data(), end, fact);
            if (error != std::errc() || stopped != end) bad();
        }
        /// Names the key and not the value, which may be anything.
        [[noreturn]] void bad() const {
            throw std::invalid_argument("fact '" + std::string(wanted) + "' has no usable value");
        }
    };

    CloudFacts facts_;
    std::size_t taken_ = 0;
};

}  // namespace concordat::rules::fact_stream
