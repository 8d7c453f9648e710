#include "tools/partner_client/row_result.hpp"

#include <algorithm>

#include "core/base/error_codes.hpp"
#include "core/base/sha256.hpp"
#include "core/base/uuid.hpp"

namespace concordat::client {
namespace {

constexpr int kUnauthorized = 401;
constexpr int kForbidden = 403;
constexpr int kTooMany = 429;
constexpr int kServerFault = 500;
constexpr std::size_t kFingerprint = 16;

}  // namespace

std::string_view nameOf(RowOutcome outcome) noexcept {
    switch (outcome) {
        case RowOutcome::Added:
            return "added";
        case RowOutcome::Valid:
            return "valid";
        case RowOutcome::Held:
            return "held";
        case RowOutcome::Exists:
            return "exists";
        case RowOutcome::Refused:
            return "refused";
        case RowOutcome::Done:
            return "done";
    }
    return "";
}

bool concernsEveryRow(const ApiRefused& refused) noexcept {
    const auto status = refused.status();
    return status == kUnauthorized || status == kTooMany || status >= kServerFault ||
           (status == kForbidden && refused.member().empty()) ||
           refused.code() == codes::kSandboxQuota;
}

RowIdentity::RowIdentity(std::string_view purpose, std::string_view content)
    : digest_(sha256({purpose, "\n", content})) {}

std::string RowIdentity::fingerprint() const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const char c : digest_.substr(0, kFingerprint)) {
        text.push_back(kDigits[static_cast<unsigned char>(c) >> 4U]);
        text.push_back(kDigits[static_cast<unsigned char>(c) & 0xFU]);
    }
    return text;
}

std::string RowIdentity::requestId() const {
    Uuid id;
    std::copy_n(digest_.begin(), id.bytes.size(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | 0x80U);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
    return id.toString();
}

}  // namespace concordat::client
