#include "tools/concordat/command.hpp"
#include "tools/concordat/partner_access.hpp"

namespace concordat::cli {
namespace {

const std::vector<ListColumn> kEntries = {
    {"date", "operationDate"},     {"customer", "customerName"},  {"action", "operationType"},
    {"user", "userPrincipalName"}, {"status", "operationStatus"}, {"id", "id"}};

/// Which entries; at most one of the three filters is given.
struct Window {
    std::string from;
    std::string to;
    std::string company;
    std::string customer;
    std::string resource;

    [[nodiscard]] std::string path() const {
        std::string path = "/v1/auditrecords";
        const auto add = [&path](const std::string& parameter) {
            path = withParameter(path, parameter);
        };
        if (!from.empty()) add("startDate=" + client::encodeForUri(from));
        if (!to.empty()) add("endDate=" + client::encodeForUri(to));
        if (!company.empty()) add(client::filterParameter("CompanyName", company, "substring"));
        if (!customer.empty()) add(client::filterParameter("CustomerId", customer, "equals"));
        if (!resource.empty()) add(client::filterParameter("ResourceType", resource, "equals"));
        return path;
    }
};

std::shared_ptr<Window> addWindow(CLI::App& command) {
    auto window = std::make_shared<Window>();
    command.add_option("--from", window->from,
                       "First day or time, such as 2026-11-01 (default: 30 days ago)");
    command.add_option("--to", window->to, "Last day or time (default: now)");
    auto* const company =
        command.add_option("--company", window->company, "Part of the customer's name");
    auto* const customer =
        command.add_option("--customer", window->customer, "A customer's id")->excludes(company);
    command.add_option("--resource", window->resource, "A type such as customer")
        ->excludes(company)
        ->excludes(customer);
    return window;
}

}  // namespace

void addAuditCommand(CLI::App& app, int& exit_code) {
    auto* audit = app.add_subcommand("audit", "A partner's record, over the public API");
    audit->require_subcommand(1);
    auto* list = audit->add_subcommand("list", "List what was done, the newest first");
    auto access = addPartnerOptions(*list);
    auto window = addWindow(*list);
    list->callback([access, window, &exit_code] {
        const auto path = withParameter(window->path(), "size=500");
        writeList(*access->open(), path, kEntries, access->format);
        exit_code = kDone;
    });
    auto* whole = audit->add_subcommand("export", "Write the activity log as CSV");
    auto their_access = addPartnerOptions(*whole);
    auto their_window = addWindow(*whole);
    auto file = std::make_shared<std::string>();
    auto force = std::make_shared<bool>(false);
    whole->add_option("--output", *file, "A new file (default: standard output)");
    whole->add_flag("--force", *force, "Replace the file");
    whole->callback([their_access, their_window, file, force, &exit_code] {
        writeFile(*their_access->open(),
                  {.path = their_window->path(), .headers = {{"Accept", "text/csv"}}}, *file,
                  *force);
        exit_code = kDone;
    });
}

}  // namespace concordat::cli
