#pragma once

#include <functional>

#include <concordat/rules/facts.hpp>

#include "core/api/language.hpp"
#include "core/base/error.hpp"
#include "core/http/message.hpp"

namespace concordat::api {

/// The status of an error: a switch without default, so that a new kind does not compile before
/// someone has chosen.
[[nodiscard]] int httpStatusFor(ErrorKind kind);

/// Turns an error into the reply, whatever it held before: status and
/// `{"code":...,"description":...,"data":[...],"source":...}`. `data` is always an array, since
/// clients cannot read a fault otherwise: the arguments as texts. The refusal of a rule is
/// described in the words of the cloud's fact, found by the first argument; `facts` is null where
/// no cloud is known; `own` is null where English is spoken for want of a catalogue. Adds no
/// headers.
void writeError(http::Reply& reply, const Error& error, Language language,
                const rules::CloudFacts* facts, const rules::Catalogue* own = nullptr);

/// Makes the next piece of a reply that has begun, and so can be no error any more: `write` says
/// whether more follows; where it throws, the reply is Broken, logged as API-EXPORT-BROKEN.
[[nodiscard]] http::BodySource::Progress makePiece(const std::function<bool()>& write) noexcept;

}  // namespace concordat::api
