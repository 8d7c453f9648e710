#include "core/consent/consent_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/consent/consent_texts.hpp"

namespace concordat::consent {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::array kLanguages = {PageLanguage::English, PageLanguage::Portuguese,
                                   PageLanguage::German};
constexpr std::array kRefusals = {
    Refusal::Unusable,    Refusal::Used,        Refusal::NotAdministrator,
    Refusal::NotReseller, Refusal::NotCustomer, Refusal::Suspended,
    Refusal::Held};

Ask ask(AskKind kind) {
    return {kind,
            PartnerId{},
            R"(<script>alert("1")</script> & {0} Söhne)",
            "DE",
            "<img src=x>",
            Instant(std::chrono::seconds(1'800'000'000)),
            "<img src=y>",
            accounts::DirectoryRole::HelpdeskAdministrator,
            90,
            true};
}

TEST(ConsentPage, SaysWhoAsksAndWhatIsGranted) {
    const auto page = askPage(PageLanguage::English, ask(AskKind::Request), {"t0ken", "ana@x"});
    EXPECT_THAT(page, AllOf(HasSubstr("asks to be your organisation"), HasSubstr("(DE)"),
                            HasSubstr("delegated administration"), HasSubstr("2027-01-15"),
                            HasSubstr("signed in as ana@x"), HasSubstr(R"(value="t0ken")")));
    EXPECT_THAT(page, AllOf(HasSubstr(R"(name="terms")"), HasSubstr(R"(name="delegation")"),
                            HasSubstr(R"(name="days")"), HasSubstr("730 days")));
    const auto invited = askPage(PageLanguage::English, ask(AskKind::Invitation), {"t", "a"});
    EXPECT_THAT(invited, AllOf(HasSubstr("indirect reseller"), HasSubstr(R"(name="terms")"),
                               Not(HasSubstr(R"(name="delegation")"))));
}

TEST(ConsentPage, SaysWhichRolesAreAskedForAndForHowLong) {
    auto asked = ask(AskKind::Granular);
    const auto page = askPage(PageLanguage::English, asked, {"t", "a"});
    EXPECT_THAT(page, AllOf(HasSubstr("<li>Helpdesk Administrator</li>"), HasSubstr("for 90 days"),
                            HasSubstr("by 180 days at a time"), HasSubstr(R"(name="delegation")"),
                            Not(HasSubstr(R"(name="days")"))));
    EXPECT_THAT(page, Not(HasSubstr("Company Administrator")));
    asked.extends_itself = false;
    EXPECT_THAT(askPage(PageLanguage::English, asked, {"t", "a"}), Not(HasSubstr("180")));
}

TEST(ConsentPage, LetsNoNameBecomeMarkup) {
    for (const auto language : kLanguages)
        for (const auto kind : {AskKind::Request, AskKind::Invitation, AskKind::Granular}) {
            const auto page = askPage(language, ask(kind), {"\"><b>", "<i>ana</i>", true});
            EXPECT_THAT(page, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<img")),
                                    Not(HasSubstr("<i>")), Not(HasSubstr("<b>"))));
            EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; "
                                        "{0} Söhne"))
                << "a place in a name is none";
        }
    EXPECT_THAT(refusalPage(PageLanguage::German, Refusal::NotAdministrator, "<b>"),
                AllOf(Not(HasSubstr("<b>")), HasSubstr("&lt;b&gt;")));
}

TEST(ConsentPage, HasEveryTextInEveryLanguage) {
    for (const auto language : kLanguages) {
        const auto* texts = reinterpret_cast<const std::string_view*>(&textsOf(language));
        for (std::size_t i = 0; i < sizeof(Texts) / sizeof(std::string_view); ++i)
            EXPECT_FALSE(texts[i].empty()) << tagOf(language) << " " << i;
        for (const auto refusal : kRefusals)
            EXPECT_THAT(refusalPage(language, refusal, "ana"), Not(HasSubstr("{0}")));
        for (const auto mishap :
             {Mishap::StartAgain, Mishap::NotSignedIn, Mishap::Unavailable, Mishap::BadRequest})
            EXPECT_THAT(mishapPage(language, mishap),
                        HasSubstr("lang=\"" + std::string(tagOf(language))));
        for (const bool accepted : {true, false})
            EXPECT_NE(donePage(language, AskKind::Request, accepted),
                      donePage(language, AskKind::Invitation, accepted));
        EXPECT_NE(donePage(language, AskKind::Request, true),
                  donePage(language, AskKind::Granular, true));
    }
}

TEST(ConsentPage, SpeaksItsLanguage) {
    EXPECT_THAT(askPage(PageLanguage::German, ask(AskKind::Request), {"t", "a"}),
                AllOf(HasSubstr("Zustimmen"), HasSubstr("delegierte Administration")));
    EXPECT_THAT(askPage(PageLanguage::Portuguese, ask(AskKind::Invitation), {"t", "a"}),
                AllOf(HasSubstr("Autorizar"), HasSubstr("revendedor indireto")));
    EXPECT_THAT(refusalPage(PageLanguage::German, Refusal::Used, ""), HasSubstr("benutzt"));
}

}  // namespace
}  // namespace concordat::consent
