#include "tests/plugins/conforming_cloud.hpp"

namespace {

/// Conforms, but no question of the kit's own reaches one of its rules: a setting turns it on.
class Broken final : public concordat::tests::ConformingCloud {
public:
    explicit Broken(const concordat::rules::PluginContext& context)
        : ConformingCloud(without(context)), closed_(context.settings.contains("closed")) {
        auto rule = facts_.rules.front();
        rule.id = "EX-CLOSED-1";
        facts_.rules.push_back(rule);
    }

    concordat::rules::Decision mayAddCustomer(const concordat::rules::PartnerView& partner,
                                              const concordat::rules::CustomerDraftView& draft,
                                              concordat::rules::Instant now) const override {
        if (closed_) return concordat::rules::Decision::refuse("EX-CLOSED-1");
        return ConformingCloud::mayAddCustomer(partner, draft, now);
    }

private:
    static concordat::rules::PluginContext without(concordat::rules::PluginContext context) {
        context.settings.erase("closed");
        return context;
    }

    bool closed_;
};

}  // namespace

CONCORDAT_PLUGIN_WITH_STORE(Broken, "example", "1.0.0");
