#pragma once

#include <array>
#include <string_view>

namespace concordat::documents {

/// What a generated text of an agreement says in one language. Private to the room.
struct AgreementWords {
    struct Section {
        std::string_view heading;
        std::string_view text;
    };

    std::string_view cloud_title;     ///< of the Microsoft Cloud Agreement
    std::string_view customer_title;  ///< of the Microsoft Customer Agreement
    // Names of the facts below the title.
    std::string_view agreement;
    std::string_view cloud;
    std::string_view language;
    std::string_view country;
    std::string_view version;
    std::string_view dated;
    std::array<Section, 8> sections;
    std::string_view footer;
};

/// The words in a language of agreements, such as "de-DE"; null when there are none.
[[nodiscard]] const AgreementWords* agreementWords(std::string_view language);

}  // namespace concordat::documents
