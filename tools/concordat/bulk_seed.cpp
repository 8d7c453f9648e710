#include "tools/concordat/bulk_seed.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/accounts/customer_service.hpp"
#include "core/base/error.hpp"
#include "core/base/sha256.hpp"

namespace concordat::cli {
namespace {

// Names as people search for them: a first word, a trade, and the number that makes it unique.
constexpr std::array<std::string_view, 140> kFirst = {
    "Acorn",     "Adventure", "Agate",   "Almond",     "Alpine",   "Amethyst",  "Anchor",
    "Apricot",   "Arbor",     "Arrow",   "Ash",        "Aspen",    "Badger",    "Balsam",
    "Bamboo",    "Basalt",    "Beacon",  "Beaver",     "Birch",    "Bison",     "Blossom",
    "Blue",      "Bramble",   "Breeze",  "Brook",      "Cactus",   "Canyon",    "Caribou",
    "Castle",    "Chestnut",  "Cinder",  "Cliff",      "Cloud",    "Clover",    "Cobalt",
    "Coho",      "Comet",     "Copper",  "Cornflower", "Cove",     "Crane",     "Creek",
    "Cypress",   "Daisy",     "Dolphin", "Dove",       "Drift",    "Dune",      "Elder",
    "Elk",       "Fern",      "Fjord",   "Flint",      "Forest",   "Fourth",    "Fox",
    "Garnet",    "Geyser",    "Ginger",  "Glacier",    "Glen",     "Graphic",   "Grove",
    "Gull",      "Hazel",     "Heather", "Heron",      "Hickory",  "Hill",      "Holly",
    "Humongous", "Ibex",      "Indigo",  "Iris",       "Island",   "Jasmine",   "Jasper",
    "Kestrel",   "Lagoon",    "Lark",    "Laurel",     "Lavender", "Lemon",     "Lily",
    "Linden",    "Lotus",     "Lucerne", "Lynx",       "Magnolia", "Mango",     "Margie",
    "Marigold",  "Meadow",    "Mesa",    "Mint",       "Mistral",  "Moose",     "Moss",
    "Nod",       "Nutmeg",    "Onyx",    "Opal",       "Osprey",   "Otter",     "Palm",
    "Pebble",    "Pelican",   "Peony",   "Phone",      "Plum",     "Poplar",    "Poppy",
    "Puffin",    "Raven",     "Reef",    "Robin",      "Rowan",    "Saffron",   "Sail",
    "Salmon",    "School",    "Sequoia", "Shell",      "Sparrow",  "Swan",      "Sycamore",
    "Teal",      "Thistle",   "Timber",  "Topaz",      "Trey",     "Tulip",     "Tundra",
    "Valley",    "Walnut",    "Wave",    "Wide",       "Wingtip",  "Woodgrove", "Wren"};
constexpr std::array<std::string_view, 90> kTrade = {
    "Academy",   "Apparel",   "Architects", "Art",        "Audio",     "Auto",     "Bakery",
    "Bank",      "Bikes",     "Boats",      "Bookshop",   "Brewery",   "Bricks",   "Builders",
    "Cabinets",  "Cafe",      "Carpentry",  "Catering",   "Charter",   "Cinema",   "Cleaning",
    "Clocks",    "Cloth",     "Cosmetics",  "Couriers",   "Crafts",    "Dental",   "Diving",
    "Drinks",    "Education", "Events",     "Farm",       "Fashion",   "Films",    "Fishing",
    "Fitness",   "Florists",  "Foods",      "Forestry",   "Gallery",   "Gardens",  "Gifts",
    "Grain",     "Guides",    "Harvest",    "Hospital",   "Housing",   "Ice",      "Insurance",
    "Interiors", "Jewels",    "Kitchens",   "Laundry",    "Leather",   "Lighting", "Linen",
    "Logistics", "Museum",    "Music",      "Nursery",    "Opticians", "Orchards", "Outdoors",
    "Paints",    "Pets",      "Photo",      "Pottery",    "Printing",  "Quarry",   "Rail",
    "Repairs",   "Roofing",   "Salon",      "Seeds",      "Shoes",     "Stables",  "Stone",
    "Taxi",      "Theatre",   "Tiles",      "Timepieces", "Tours",     "Travel",   "Upholstery",
    "Vineyard",  "Weaving",   "Windows",    "Wool",       "Yachts",    "Yarn"};

// Fixed width, so that names sort as they are numbered.
std::string padded(std::size_t number) {
    constexpr std::size_t kDigits = 7;
    auto digits = std::to_string(number);
    return std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

// The same each time and different for each cloud.
Uuid uuidFrom(std::string_view cloud, const std::string& name) {
    const auto hash = sha256({"concordat seed", cloud, name});
    Uuid id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

// Adds from several threads until all is there or one of them fails.
class BulkSeeder {
public:
    BulkSeeder(runtime::OpenedCloud& cloud, const runtime::SeedPartner& model,
               const BulkSeed& amounts)
        : cloud_(cloud), model_(model), amounts_(amounts), facts_(cloud.rules().facts()) {}

    BulkCounts run() {
        if (amounts_.partners == 0) throw std::runtime_error("there must be at least one partner");
        for (std::size_t i = 0; i < amounts_.partners; ++i) addPartner(i);
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < std::max<std::size_t>(amounts_.threads, 1); ++i)
            threads.emplace_back([this] { work(); });
        threads.clear();
        if (failure_) std::rethrow_exception(failure_);
        counts_.customers = added_;
        return counts_;
    }

private:
    void addPartner(std::size_t number) {
        auto partner = model_.partner;
        partner.name = "seed-" + padded(number + 1);
        partner.id = PartnerId{uuidFrom(facts_.id, partner.name)};
        partner.applications = {ApplicationId{uuidFrom(facts_.id, partner.name + " application")}};
        partner.mpn_id = "9" + padded(number + 1);
        // A sandbox holds a few dozen customers.
        partner.sandbox = false;
        // False where it is there already, whose customers are then added to.
        if (cloud_.store().partners().add(partner, model_.profiles)) ++counts_.partners;
        partners_.push_back(std::move(partner));
    }

    // The partner that has the customer of that number.
    [[nodiscard]] const partners::Partner& ownerOf(std::size_t number) const {
        if (number < amounts_.largest || partners_.size() == 1) return partners_.front();
        if (amounts_.largest == 0) return partners_[number % partners_.size()];
        return partners_[1 + (number - amounts_.largest) % (partners_.size() - 1)];
    }

    // The first failure ends all: the others find out before their next customer.
    void work() noexcept {
        try {
            for (;;) {
                const auto number = next_++;
                if (number >= amounts_.customers || failed_) return;
                addCustomer(number);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failed_.exchange(true)) failure_ = std::current_exception();
        }
    }

    void addCustomer(std::size_t number) {
        accounts::CustomerService service(cloud_.store().customers(),
                                          cloud_.store().qualifications(), cloud_.rules());
        const auto& partner = ownerOf(number);
        const audit::Actor actor{.application = partner.applications.front(),
                                 .user_name = {},
                                 .correlation = CorrelationId{makeRandomUuid()},
                                 .at = SystemClock().now()};
        try {
            const auto planned = service.planAdd(partner, actor, draftOf(number));
            const auto outcome = cloud_.store().changes().apply(planned.changes);
            if (outcome == changes::Outcome::Applied)
                ++added_;
            else if (outcome != changes::Outcome::Taken)  // then it is there already
                throw std::runtime_error("the store did not take the customer " +
                                         planned.customer.domain);
        } catch (const Error& error) {
            // A rule refuses by any kind of error, a conflict too.
            if (error.kind() != ErrorKind::StoreUnavailable && error.kind() != ErrorKind::Internal)
                throw std::runtime_error("a rule of the cloud refuses the customers: " +
                                         (error.arguments().empty() ? std::to_string(error.code())
                                                                    : error.arguments().front()));
            throw;
        }
    }

    [[nodiscard]] accounts::CustomerDraft draftOf(std::size_t number) const {
        // All of the model but its names: what the rules accepted once they accept again.
        auto draft = model_.customers.front().draft;
        const auto first = kFirst[number % kFirst.size()];
        const auto trade = kTrade[number / kFirst.size() % kTrade.size()];
        draft.company_name =
            std::string(first) + " " + std::string(trade) + " " + padded(number + 1);
        draft.billing.company_name = draft.company_name;
        draft.domain = "seed" + padded(number + 1) + "." + facts_.domain_suffix;
        return draft;
    }

    runtime::OpenedCloud& cloud_;
    const runtime::SeedPartner& model_;
    const BulkSeed& amounts_;
    const rules::CloudFacts& facts_;
    std::vector<partners::Partner> partners_;
    BulkCounts counts_;
    std::atomic<std::size_t> next_{0};
    std::atomic<std::size_t> added_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;  // guards failure_
    std::exception_ptr failure_;
};

}  // namespace

BulkCounts addBulk(runtime::OpenedCloud& cloud, const runtime::SeedPartner& model,
                   const BulkSeed& amounts) {
    return BulkSeeder(cloud, model, amounts).run();
}

}  // namespace concordat::cli
