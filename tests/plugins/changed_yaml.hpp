#pragma once

#include <gtest/gtest.h>
#include <stdexcept>
#include <string>

namespace concordat::basic {

/// What `read` refuses `yaml` with after the first `old_text` in it has been replaced.
template <typename Read>
std::string refusalOfChanged(std::string yaml, const std::string& old_text,
                             const std::string& new_text, Read read) {
    const auto place = yaml.find(old_text);
    EXPECT_NE(place, std::string::npos) << old_text;
    yaml.replace(place, old_text.size(), new_text);
    try {
        (void)read(yaml);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace concordat::basic
