#pragma once

#include <memory>

#include <concordat/basic/basic_cloud.hpp>
#include <concordat/cloud_store/session_opener.hpp>
#include <concordat/rules/own_languages.hpp>
#include <concordat/rules/own_tables.hpp>

namespace france {

/// A cloud for public bodies: the standard rules, and FR-ELIGIBLE-1 before them.
/// Speaks French, and keeps a table of public bodies.
class FranceCloud final : public concordat::basic::BasicCloud,
                          public concordat::rules::OwnTables,
                          public concordat::rules::OwnLanguages {
public:
    explicit FranceCloud(const concordat::rules::PluginContext& context);

    /// FR-ELIGIBLE-1 before the standard rules.
    concordat::rules::Decision mayAddCustomer(const concordat::rules::PartnerView& partner,
                                              const concordat::rules::CustomerDraftView& draft,
                                              concordat::rules::Instant now) const override;

    /// cloud_france_bodies.
    [[nodiscard]] std::vector<concordat::rules::Migration> migrations() const override;

    /// French, as fr.yaml has it.
    [[nodiscard]] std::vector<concordat::rules::Catalogue> catalogues() const override;

    /// See CONCORDAT_PLUGIN_WITH_STORE.
    [[nodiscard]] std::unique_ptr<concordat::cloud_store::SessionOpener> createSessionOpener(
        const concordat::cloud_store::StoreSettings& settings) const;

private:
    concordat::rules::Catalogue french_;
};

}  // namespace france
