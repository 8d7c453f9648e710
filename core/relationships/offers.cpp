#include "core/relationships/offers.hpp"

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::relationships {

void requireOffered(const rules::CloudFacts& facts, std::string_view operation) {
    const auto offers = [&](const rules::OperationFact& fact) {
        return fact.id == operation && fact.offered;
    };
    if (std::none_of(facts.operations.begin(), facts.operations.end(), offers))
        throw Error(ErrorKind::NotOffered, codes::kNotOfferedInCloud,
                    {std::string(operation), facts.id});
}

}  // namespace concordat::relationships
