#include "tools/partner_client/file_form.hpp"

namespace concordat::client {

std::string_view foreignForm(std::string_view csv) noexcept {
    if (csv.starts_with("\xFF\xFE") || csv.starts_with("\xFE\xFF")) return kNotUtf8;
    const auto head = csv.substr(0, csv.find('\n'));
    const bool has_semicolons = head.find(';') != std::string_view::npos;
    if (has_semicolons && head.find(',') == std::string_view::npos)
        return "has semicolons between its cells: save it with commas";
    return "";
}

}  // namespace concordat::client
