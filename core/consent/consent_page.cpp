#include "core/consent/consent_page.hpp"

#include <array>
#include <string>

#include "core/consent/consent_texts.hpp"
#include "core/consent/page_parts.hpp"
#include "core/http/html_page.hpp"

namespace concordat::consent {
namespace {

using http::escapeHtml;

/// The choices for how long delegated administration lasts.
constexpr std::array<std::string_view, 4> kDays = {"30", "90", "365", "730"};
constexpr std::size_t kDate = 10;

std::string tick(std::string_view name, std::string_view text) {
    std::string html = R"(<label><input type="checkbox" value="yes" name=")";
    return html.append(name).append("\"> ") + escapeHtml(text) + "</label>";
}

std::string chooseDays(const Texts& texts) {
    auto html = "<label>" + escapeHtml(texts.until_label) +
                R"( <select name="days"><option value="">)" + escapeHtml(texts.until_withdrawn) +
                "</option>";
    for (const auto days : kDays) {
        html.append(R"(<option value=")").append(days).append("\">");
        html += filled(texts.days, days) + "</option>";
    }
    return html + "</select></label>";
}

/// Names of roles are the directory's own, the same in every language.
std::string rolesAsked(accounts::DirectoryRoles roles) {
    std::string html = "<ul>";
    for (const auto& fact : accounts::directoryRoles())
        if (roles.has(fact.role)) html += "<li>" + escapeHtml(fact.name) + "</li>";
    return html + "</ul>";
}

std::string whatIsAskedByRoles(const Texts& texts, const Ask& ask) {
    const auto days = std::to_string(ask.days);
    auto html = paragraph(filled(texts.granular, ask.partner_name, ask.partner_country)) +
                rolesAsked(ask.roles) + paragraph(filled(texts.granular_name, ask.display_name)) +
                paragraph(filled(texts.granular_lasts, days));
    if (ask.extends_itself) {
        const auto more = relationships::GranularService::kExtension.count();
        html += paragraph(filled(texts.granular_extends, std::to_string(more)));
    }
    return html + paragraph(escapeHtml(texts.granular_ends));
}

std::string whatIsAsked(const Texts& texts, const Ask& ask) {
    if (ask.kind == AskKind::Granular) return whatIsAskedByRoles(texts, ask);
    if (ask.kind == AskKind::Invitation)
        return paragraph(filled(texts.invitation, ask.partner_name, ask.partner_country)) +
               paragraph(escapeHtml(texts.invitation_grants));
    auto html = paragraph(filled(texts.request, ask.partner_name, ask.partner_country));
    if (!ask.reseller_name.empty()) html += paragraph(filled(texts.reseller, ask.reseller_name));
    return html + paragraph(escapeHtml(texts.request_grants)) +
           paragraph(escapeHtml(texts.delegation));
}

std::string answerForm(const Texts& texts, const Ask& ask, const AskForm& form) {
    auto html = R"(<form method="post">)" + hidden("token", form.form_token);
    if (ask.kind == AskKind::Request) html += chooseDays(texts);
    if (ask.kind != AskKind::Invitation) html += tick("delegation", texts.delegation_tick);
    html += tick("terms", texts.terms_tick);
    return html +
           paragraph(button("decision", "accept", texts.accept) +
                     button("decision", "decline", texts.decline)) +
           "</form>";
}

std::string_view textOf(const Texts& texts, Refusal refusal) {
    switch (refusal) {
        case Refusal::Unusable:
            return texts.unusable;
        case Refusal::Used:
            return texts.used;
        case Refusal::NotAdministrator:
            return texts.not_administrator;
        case Refusal::NotReseller:
            return texts.not_reseller;
        case Refusal::NotCustomer:
            return texts.not_customer;
        case Refusal::Suspended:
            return texts.suspended;
        case Refusal::Held:
            return texts.held;
    }
    return {};
}

std::string_view textOf(const Texts& texts, Mishap mishap) {
    switch (mishap) {
        case Mishap::StartAgain:
            return texts.start_again;
        case Mishap::NotSignedIn:
            return texts.not_signed_in;
        case Mishap::Unavailable:
            return texts.unavailable;
        case Mishap::BadRequest:
            return texts.bad_request;
    }
    return {};
}

std::string_view titleOf(const Texts& texts, AskKind kind) {
    switch (kind) {
        case AskKind::Invitation:
            return texts.invitation_title;
        case AskKind::Request:
            return texts.request_title;
        case AskKind::Granular:
            return texts.granular_title;
    }
    return {};
}

/// What has come of an answer, in a sentence.
std::string_view outcomeOf(const Texts& texts, AskKind kind, bool accepted) {
    switch (kind) {
        case AskKind::Invitation:
            return accepted ? texts.invitation_accepted : texts.invitation_declined;
        case AskKind::Request:
            return accepted ? texts.request_accepted : texts.request_declined;
        case AskKind::Granular:
            return accepted ? texts.granular_accepted : texts.request_declined;
    }
    return {};
}

}  // namespace

std::string askPage(PageLanguage language, const Ask& ask, const AskForm& form) {
    const auto& texts = textsOf(language);
    const auto title = titleOf(texts, ask.kind);
    auto body = heading(title);
    if (form.lacks_tick)
        body += R"(<p class="problem" role="alert">)" + escapeHtml(texts.unticked) + "</p>";
    body += whatIsAsked(texts, ask) + answerForm(texts, ask, form);
    body += paragraph(filled(texts.signed_in, form.user_name));
    body += paragraph(filled(texts.link_until, toString(ask.expires).substr(0, kDate)));
    return http::htmlPage(language, title, body);
}

std::string donePage(PageLanguage language, AskKind kind, bool accepted) {
    const auto& texts = textsOf(language);
    return notice(language, accepted ? texts.accepted_title : texts.declined_title,
                  escapeHtml(outcomeOf(texts, kind, accepted)));
}

std::string refusalPage(PageLanguage language, Refusal refusal, std::string_view user_name) {
    const auto& texts = textsOf(language);
    return notice(language, refusal == Refusal::Used ? texts.used_title : texts.refused_title,
                  filled(textOf(texts, refusal), user_name));
}

std::string mishapPage(PageLanguage language, Mishap mishap) {
    const auto& texts = textsOf(language);
    return notice(language, texts.refused_title, escapeHtml(textOf(texts, mishap)));
}

}  // namespace concordat::consent
