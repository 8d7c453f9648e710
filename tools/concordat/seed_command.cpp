#include <algorithm>
#include <iostream>

#include "core/store/maintenance.hpp"
#include "tools/concordat/bulk_seed.hpp"
#include "tools/concordat/command.hpp"
#include "tools/concordat/command_cloud.hpp"

namespace concordat::cli {
namespace {

/// More writers than sessions would wait for one another, and a session is not waited for long.
BulkSeed withinSessions(BulkSeed amounts, const runtime::CloudSettings& cloud) {
    if (cloud.store.backend == runtime::StoreBackend::Postgresql)
        amounts.threads = std::min(amounts.threads, cloud.store.pool);
    return amounts;
}

int seed(const CloudChoice& choice, const BulkSeed& amounts, std::string model_file) {
    const auto chosen = chooseCloud(choice);
    if (model_file.empty()) model_file = chosen.settings.seed_file.string();
    if (model_file.empty())
        throw std::runtime_error("say with --model which seed file has a partner to imitate");
    const auto models = runtime::readSeed(model_file);
    const auto& partners = models.partnersOf(chosen.id);
    if (partners.empty() || partners.front().customers.empty())
        throw std::runtime_error(model_file + " has no partner with a customer for cloud " +
                                 chosen.id);
    const auto opened = openForCommand(chosen);
    const auto added = addBulk(*opened, partners.front(), withinSessions(amounts, chosen.cloud()));
    // Statistics of an empty table would make every list slow until the server looks by itself.
    store::settle(*runtime::sessionOpenerOf(opened->plugin(), chosen.cloud(), true));
    std::cout << chosen.id << ": " << added.partners << " partners and " << added.customers
              << " customers added\n";
    return kDone;
}

}  // namespace

void addSeedCommand(CLI::App& app, int& exit_code) {
    auto* command = app.add_subcommand(
        "seed", "Fill a cloud's store with made-up partners and customers that obey its rules");
    explain(
        *command,
        "For trials and measurements. The same amounts give the same names, domains and tenants "
        "each time;\nwhat is there already is not added twice.");
    auto choice = addCloudOptions(*command);
    auto amounts = std::make_shared<BulkSeed>();
    // Without bounds CLI11 reads -1 as the largest number that there is.
    constexpr std::size_t kMost = 100'000'000;
    constexpr std::size_t kMostThreads = 1024;
    const auto amount = CLI::Range(std::size_t{0}, kMost).description("");
    command->add_option("--partners", amounts->partners, "How many partners")
        ->required()
        ->check(amount);
    command->add_option("--customers", amounts->customers, "How many customers in all")
        ->required()
        ->check(amount);
    command
        ->add_option("--largest", amounts->largest,
                     "How many of them the first partner has; the others share the rest evenly")
        ->check(amount);
    command
        ->add_option("--threads", amounts->threads,
                     "How many write at once; with PostgreSQL at most as many as sessions")
        ->check(CLI::Range(std::size_t{1}, kMostThreads).description(""))
        ->capture_default_str();
    auto* model = command->add_option(
        "--model",
        "Seed file whose first partner of the cloud is imitated; by default the settings'");
    model->type_name("FILE");
    command->callback([choice, amounts, model, &exit_code] {
        exit_code = seed(*choice, *amounts, model->count() > 0 ? model->as<std::string>() : "");
    });
}

}  // namespace concordat::cli
