#include <iostream>
#include <rapidjson/document.h>
#include <stdexcept>

#include "tools/concordat/command.hpp"
#include "tools/concordat/partner_access.hpp"
#include "tools/concordat/request_mail.hpp"

namespace concordat::cli {
namespace {

const std::vector<ListColumn> kPartners = {{"id", "id"},
                                           {"name", "name"},
                                           {"state", "state"},
                                           {"partner network id", "mpnId"},
                                           {"location", "location"}};
const std::vector<ListColumn> kLink = {{"url", "url"}};

/// Which partners.
struct Asked {
    bool providers = false;
    std::string name;

    [[nodiscard]] std::string path() const {
        const auto list =
            withParameter("/v1/relationships", providers ? "relationship_type=IsIndirectResellerOf"
                                                         : "relationship_type="
                                                           "IsIndirectCloudSolutionProviderOf");
        return name.empty()
                   ? list
                   : withParameter(list, client::filterParameter("Name", name, "substring"));
    }
};

void addList(CLI::App& relationships, int& exit_code) {
    auto* command = relationships.add_subcommand(
        "list", "List the resellers of an indirect provider, or the providers of a reseller");
    auto access = addPartnerOptions(*command);
    auto asked = std::make_shared<Asked>();
    command->add_flag("--providers", asked->providers, "The providers of a reseller");
    command->add_option("--name", asked->name, "Only those in whose name this stands");
    command->callback([access, asked, &exit_code] {
        writeList(*access->open(), asked->path(), kPartners, access->format);
        exit_code = kDone;
    });
}

/// The member `url` of what the API says.
std::string urlOf(const std::string& body) {
    rapidjson::Document document;
    document.Parse(body.data(), body.size());
    const bool has = document.IsObject() && document.HasMember("url") && document["url"].IsString();
    if (!has) throw std::runtime_error("the answer has no link");
    return document["url"].GetString();
}

void addLink(CLI::App& relationships, int& exit_code) {
    auto* command = relationships.add_subcommand(
        "link", "Get a link by which existing customers become yours, good for 30 days");
    auto access = addPartnerOptions(*command);
    auto reseller = std::make_shared<std::string>();
    auto mail = std::make_shared<std::string>();
    command->add_option("--reseller", *reseller,
                        "Id of a reseller of yours, which then sees the customers");
    command
        ->add_option("--mail", *mail,
                     "Draft the mail to a customer of that language instead: en, pt-BR or de")
        ->check(CLI::IsMember({"en", "pt-BR", "de"}));
    command->callback([access, reseller, mail, &exit_code] {
        std::string path = "/v1/customers/relationshiprequests";
        if (!reseller->empty())
            path = withParameter(path, "indirectResellerId=" + client::encodeForUri(*reseller));
        const auto body = access->open()->require({.path = path});
        if (mail->empty())
            writeOne(body, kLink, access->format);
        else
            std::cout << requestMail(pageLanguageOfTag(*mail), urlOf(body));
        exit_code = kDone;
    });
}

}  // namespace

void addRelationshipsCommand(CLI::App& app, int& exit_code) {
    auto* relationships = app.add_subcommand(
        "relationships", "A partner's relationships with others, over the public API");
    relationships->require_subcommand(1);
    addList(*relationships, exit_code);
    addLink(*relationships, exit_code);
}

}  // namespace concordat::cli
