#include "core/consent/page_parts.hpp"

#include "core/http/html_page.hpp"

namespace concordat::consent {

using http::escapeHtml;

std::string filled(std::string_view text, std::string_view first, std::string_view second) {
    std::string plain;
    while (!text.empty()) {
        const auto place = text.find('{');
        plain.append(text.substr(0, place));
        if (place == std::string_view::npos) break;
        plain.append(text.substr(place).starts_with("{1}") ? second : first);
        text.remove_prefix(place + 3);
    }
    return escapeHtml(plain);
}

std::string paragraph(const std::string& html) {
    return "<p>" + html + "</p>";
}

std::string heading(std::string_view text) {
    return "<h1>" + escapeHtml(text) + "</h1>";
}

std::string button(std::string_view name, std::string_view value, std::string_view text) {
    std::string html = R"(<button type="submit" name=")";
    html.append(name).append(R"(" value=")").append(value).append("\">");
    return html + escapeHtml(text) + "</button>";
}

std::string hidden(std::string_view name, std::string_view value) {
    std::string html = R"(<input type="hidden" name=")";
    html.append(name).append(R"(" value=")");
    return html + escapeHtml(value) + "\">";
}

std::string notice(PageLanguage language, std::string_view title, const std::string& html) {
    return http::htmlPage(language, title, heading(title) + paragraph(html));
}

}  // namespace concordat::consent
