#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/accounts/text_records.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::testing_support {

/// A domain name system that says what a test wrote into it.
class ScriptedTextRecords final : public accounts::TextRecords {
public:
    std::vector<std::string> textsOf(const std::string& name) override {
        asked.push_back(name);
        if (is_silent) throw Error(ErrorKind::Overloaded, codes::kResolverSilent);
        const auto found = texts.find(name);
        return found == texts.end() ? std::vector<std::string>{} : found->second;
    }

    std::map<std::string, std::vector<std::string>> texts;
    bool is_silent = false;
    std::vector<std::string> asked;
};

}  // namespace concordat::testing_support
