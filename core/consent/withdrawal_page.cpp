#include "core/consent/withdrawal_page.hpp"

#include "core/consent/consent_texts.hpp"
#include "core/consent/page_parts.hpp"
#include "core/http/html_page.hpp"

namespace concordat::consent {
namespace {

using http::escapeHtml;
using relationships::GranularRelationship;
using relationships::GranularState;

constexpr std::size_t kDate = 10;

/// What is taken back by one button.
std::string form(const std::string& html, const std::string& fields, std::string_view button_text) {
    return R"(<form method="post">)" + fields +
           paragraph(html + " " + button("decision", "withdraw", button_text)) + "</form>";
}

/// Names of roles are the directory's own, the same in every language.
std::string rolesOf(const GranularRelationship& one) {
    std::string names;
    for (const auto& fact : accounts::directoryRoles())
        if (one.roles.has(fact.role)) names.append(names.empty() ? "" : ", ").append(fact.name);
    return names;
}

std::string granularForm(const Texts& texts, const GranularRelationship& one,
                         const std::string& fields) {
    const bool active = one.state == GranularState::Active;
    const auto until = toString(one.ends).substr(0, kDate);
    const auto what = one.display_name + ": " + rolesOf(one);
    return form(filled(active ? texts.partner_roles : texts.partner_asks, what, until),
                fields + hidden("relationship", one.id.value.toString()),
                active ? texts.withdraw : texts.decline);
}

std::string partnerSection(const Texts& texts, const Administration& one,
                           std::string_view form_token) {
    const auto fields =
        hidden("token", form_token) + hidden("partner", one.partner.value.toString());
    auto html = "<h2>" + escapeHtml(one.partner_name) + "</h2>";
    if (one.delegated) html += form(escapeHtml(texts.partner_delegated), fields, texts.withdraw);
    for (const auto& granular : one.granular) html += granularForm(texts, granular, fields);
    return html;
}

}  // namespace

std::string partnersPage(PageLanguage language, const std::vector<Administration>& all,
                         std::string_view form_token, std::string_view user_name) {
    const auto& texts = textsOf(language);
    auto body = heading(texts.partners_title);
    body += paragraph(escapeHtml(all.empty() ? texts.partners_none : texts.partners_explained));
    for (const auto& one : all) body += partnerSection(texts, one, form_token);
    body += paragraph(filled(texts.signed_in, user_name));
    return http::htmlPage(language, texts.partners_title, body);
}

}  // namespace concordat::consent
