#pragma once

#include <map>
#include <string>
#include <vector>

namespace concordat::rules {

/// What partners read in one language that the API itself does not speak.
struct Catalogue {
    /// A tag of cloud.yaml's `languages`, such as "fr". Its first part is what X-Locale must begin
    /// with.
    std::string language;
    /// By error code ("60003"), or by code and HTTP status where a code has two meanings
    /// ("3000-404"); the texts hold the places {0}, {1}, ... of the English ones. What is missing
    /// is said in English.
    std::map<std::string, std::string, std::less<>> texts;
};

/// The optional ability to speak further languages. Derive from it besides rules::Cloud or
/// basic::BasicCloud; the macros that export a plugin find it. The texts of rules are not here:
/// cloud.yaml has them in each of the cloud's languages.
class OwnLanguages {
public:
    virtual ~OwnLanguages() = default;

    /// One catalogue for each further language. Called once, at start, after facts(); pure.
    [[nodiscard]] virtual std::vector<Catalogue> catalogues() const = 0;
};

}  // namespace concordat::rules
