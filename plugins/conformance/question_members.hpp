#pragma once

#include <span>
#include <string_view>

#include <concordat/rules/views.hpp>

namespace concordat::conformance {

/// All that a rule may be asked about, together. A value; borrows its texts.
struct Situation {
    rules::PartnerView partner{};
    rules::CustomerDraftView draft{};
    rules::AccountView account{};
    rules::SinkView sink{};
    rules::Instant now{};
};

/// A text of a situation, named as in the partner API where it has that.
struct Member {
    const char* name;
    std::string_view& (*of)(Situation& about);
};

/// Every text of every view.
[[nodiscard]] std::span<const Member> members();

/// Sets the member `name`, which may also be one that is no text: partner.kind, partner.sandbox,
/// account.eligibility, account.eligibilityDecided, sink.encryptedTransport or now. `value` must
/// outlive `about`. @throws std::runtime_error when there is no such member, or it has no such
/// value
void setMember(Situation& about, std::string_view name, std::string_view value);

}  // namespace concordat::conformance
