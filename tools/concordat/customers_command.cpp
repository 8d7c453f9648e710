#include <fstream>
#include <iostream>
#include <iterator>

#include "tools/concordat/command.hpp"
#include "tools/concordat/import_report.hpp"
#include "tools/concordat/partner_access.hpp"
#include "tools/partner_client/import.hpp"

namespace concordat::cli {
namespace {

const std::vector<ListColumn> kListed = {{"id", "id"},
                                         {"company name", "companyProfile.companyName"},
                                         {"domain", "companyProfile.domain"},
                                         {"relationship", "relationshipToPartner"}};

const std::vector<ListColumn> kShown = {
    {"id", "id"},
    {"company name", "companyProfile.companyName"},
    {"domain", "companyProfile.domain"},
    {"relationship", "relationshipToPartner"},
    {"delegated access", "allowDelegatedAccess"},
    {"email", "billingProfile.email"},
    {"culture", "billingProfile.culture"},
    {"first name", "billingProfile.firstName"},
    {"last name", "billingProfile.lastName"},
    {"address line 1", "billingProfile.defaultAddress.addressLine1"},
    {"address line 2", "billingProfile.defaultAddress.addressLine2"},
    {"city", "billingProfile.defaultAddress.city"},
    {"state", "billingProfile.defaultAddress.state"},
    {"postal code", "billingProfile.defaultAddress.postalCode"},
    {"country", "billingProfile.defaultAddress.country"},
    {"phone number", "billingProfile.defaultAddress.phoneNumber"},
    {"etag", "attributes.etag"}};

const std::vector<ListColumn> kCreated = {{"id", "id"},
                                          {"domain", "companyProfile.domain"},
                                          {"administrator", "userCredentials.userName"},
                                          {"one-time password", "userCredentials.password"}};

/// Which customers; at most one of the two texts is given.
struct Selection {
    std::string name;
    std::string domain;
    bool contains = false;

    [[nodiscard]] std::string path() const {
        const std::string list = "/v1/customers";
        if (name.empty() && domain.empty()) return list;
        const auto* const how = contains ? "substring" : "starts_with";
        return withParameter(list, name.empty()
                                       ? client::filterParameter("Domain", domain, how)
                                       : client::filterParameter("CompanyName", name, how));
    }
};

std::shared_ptr<Selection> addSelection(CLI::App& command) {
    auto selection = std::make_shared<Selection>();
    auto* const name = command.add_option("--name", selection->name,
                                          "Only those whose company name begins so, in any case");
    command.add_option("--domain", selection->domain, "Only those whose domain begins so")
        ->excludes(name);
    command.add_flag("--contains", selection->contains,
                     "The text may stand anywhere: three letters or more");
    return selection;
}

/// @throws std::runtime_error when it cannot be read, as a folder cannot
std::ifstream openInput(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    (void)in.peek();
    if (!in.is_open() || in.bad()) throw std::runtime_error(file + " cannot be read");
    in.clear();  // an empty file is for its reader to refuse
    return in;
}

std::string readInput(const std::string& file) {
    if (file == "-")
        return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    auto in = openInput(file);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void addList(CLI::App& customers, int& exit_code) {
    auto* command = customers.add_subcommand("list", "List your customers, by name");
    auto access = addPartnerOptions(*command);
    auto selection = addSelection(*command);
    command->callback([access, selection, &exit_code] {
        const auto path = withParameter(selection->path(), "size=500");
        writeList(*access->open(), path, kListed, access->format);
        exit_code = kDone;
    });
}

void addShow(CLI::App& customers, int& exit_code) {
    auto* command = customers.add_subcommand("show", "Show one customer, whole");
    auto access = addPartnerOptions(*command);
    auto id = std::make_shared<std::string>();
    command->add_option("CUSTOMER", *id, "Its id")->required()->check(notEmpty());
    command->callback([access, id, &exit_code] {
        const auto body =
            access->open()->require({.path = "/v1/customers/" + client::encodeForUri(*id)});
        writeOne(body, kShown, access->format);
        exit_code = kDone;
    });
}

void addCreate(CLI::App& customers, int& exit_code) {
    auto* command = customers.add_subcommand("create", "Add a customer");
    explain(*command,
            "FILE is the JSON body of POST /v1/customers. The administrator's password is good for "
            "one use and is\nshown here only.");
    auto access = addPartnerOptions(*command);
    auto file = std::make_shared<std::string>();
    command->add_option("FILE", *file, "JSON file; '-' reads standard input")->required();
    auto request = addRequestId(*command);
    command->callback([access, file, request, &exit_code] {
        const auto body = readInput(*file);
        writeOne(requireOnce(*access->open(),
                             {.method = "POST", .path = "/v1/customers", .body = body}, *request),
                 kCreated, access->format);
        exit_code = kDone;
    });
}

void addExport(CLI::App& customers, int& exit_code) {
    auto* command = customers.add_subcommand("export", "Write your customers as CSV, all of them");
    auto access = addPartnerOptions(*command);
    auto selection = addSelection(*command);
    auto file = std::make_shared<std::string>();
    auto force = std::make_shared<bool>(false);
    command->add_option("--output", *file, "A new file (default: standard output)");
    command->add_flag("--force", *force, "Replace the file");
    command->callback([access, selection, file, force, &exit_code] {
        writeFile(*access->open(), {.path = selection->path(), .headers = {{"Accept", "text/csv"}}},
                  *file, *force);
        exit_code = kDone;
    });
}

int import(const PartnerAccess& access, const std::string& file, bool dry_run,
           std::string results) {
    auto in = openInput(file);
    if (results.empty()) results = file + ".results.jsonl";
    const auto api = access.open();
    const bool json = file.ends_with(".jsonl") || file.ends_with(".ndjson");
    const auto rows = json ? client::readJsonRows(in) : client::readCsvRows(in);
    client::Import import(*api, {dry_run, results});
    ImportReport report;
    client::ImportSummary summary;
    const auto finish = [&] {
        using enum client::RowOutcome;
        report.finish(summary, dry_run, {Held, Exists, Refused});
        if (!dry_run)
            std::cout << "results, administrators' one-time passwords among them: " << results
                      << '\n';
    };
    try {
        import.run(*rows, [&](const auto& result) {
            ++summary[result.outcome];
            report.tell(result);
        });
    } catch (const std::exception&) {
        finish();
        throw;
    }
    finish();
    return summary[client::RowOutcome::Refused] == 0 ? kDone : kFailed;
}

void addImport(CLI::App& customers, int& exit_code) {
    auto* command = customers.add_subcommand("import", "Add the customers of a file, row by row");
    explain(*command,
            "FILE is CSV with the columns\n  " + client::customerColumns() +
                "\nin any order, or JSON Lines (.jsonl) of bodies of POST /v1/customers. A row is "
                "never added twice: after an\ninterruption run the same command again. A domain "
                "that is a tenant's already becomes a relationship\nrequest, never a takeover.");
    auto access = addPartnerOptions(*command);
    auto file = std::make_shared<std::string>();
    auto dry_run = std::make_shared<bool>(false);
    auto results = std::make_shared<std::string>();
    command->add_option("FILE", *file, "CSV or JSON Lines")->required();
    command->add_flag("--dry-run", *dry_run, "Look at every row and change nothing");
    command->add_option("--results", *results,
                        "Where results are kept (default: FILE.results.jsonl)");
    command->callback([access, file, dry_run, results, &exit_code] {
        exit_code = import(*access, *file, *dry_run, *results);
    });
}

}  // namespace

void addCustomersCommand(CLI::App& app, int& exit_code) {
    auto* customers = app.add_subcommand("customers", "A partner's customers, over the public API");
    customers->require_subcommand(1);
    addList(*customers, exit_code);
    addShow(*customers, exit_code);
    addCreate(*customers, exit_code);
    addExport(*customers, exit_code);
    addImport(*customers, exit_code);
}

}  // namespace concordat::cli
