#include <cstring>

#include "core/api/cursor.hpp"
#include "core/base/error.hpp"
#include "core/base/error_codes.hpp"

namespace concordat::api {
namespace {

constexpr std::uint8_t kFormat = 2;
/// The page sizes that the API allows: a token must not ask for more than a query may.
constexpr std::uint32_t kMostSize = 500;

[[noreturn]] void refuse() {
    throw Error(ErrorKind::InvalidRequest, codes::kBadContinuationToken);
}

/// Writes fields one after the other, numbers with the high byte first.
class ContentWriter {
public:
    void number(std::uint64_t value, unsigned bytes) {
        while (bytes-- > 0) out_.push_back(static_cast<char>(value >> (8U * bytes) & 0xFFU));
    }
    void text(std::string_view value) {
        number(value.size(), 2);
        out_ += value;
    }
    void id(const Uuid& value) { out_.append(value.bytes.begin(), value.bytes.end()); }

    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Reads what ContentWriter writes; refuses any other text.
class ContentReader {
public:
    explicit ContentReader(std::string_view content) : rest_(content) {}

    std::uint64_t number(unsigned bytes, std::uint64_t most = UINT64_MAX) {
        std::uint64_t value = 0;
        for (const char c : take(bytes)) value = value << 8U | static_cast<unsigned char>(c);
        if (value > most) refuse();
        return value;
    }
    std::string text() { return std::string(take(number(2))); }
    Uuid id() {
        Uuid value;
        const auto bytes = take(value.bytes.size());
        std::memcpy(value.bytes.data(), bytes.data(), bytes.size());
        return value;
    }
    Instant instant() { return fromMicroseconds(static_cast<std::int64_t>(number(8))); }
    [[nodiscard]] bool atEnd() const { return rest_.empty(); }
    void end() const {
        if (!atEnd()) refuse();
    }

private:
    // Every read passes here: a token that is too short is refused, whatever it was meant to say.
    std::string_view take(std::size_t size) {
        if (size > rest_.size()) refuse();
        const auto taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }

    std::string_view rest_;
};

std::uint32_t readSize(ContentReader& reader) {
    const auto size = static_cast<std::uint32_t>(reader.number(2, kMostSize));
    if (size == 0) refuse();
    return size;
}

/// Of customers or of users.
template <typename Position>
void write(ContentWriter& writer, const Position& position) {
    writer.text(position.key);
    writer.id(position.id.value);
}

template <typename Position>
void read(ContentReader& reader, Position& position) {
    position.key = reader.text();
    position.id.value = reader.id();
}

/// 0 stands for any role.
std::uint64_t numberOf(std::optional<accounts::DirectoryRole> role) {
    return role ? static_cast<std::uint64_t>(*role) + 1 : 0;
}

std::optional<accounts::DirectoryRole> readRole(ContentReader& reader) {
    const auto number = reader.number(1, accounts::directoryRoles().size());
    if (number == 0) return std::nullopt;
    return static_cast<accounts::DirectoryRole>(number - 1);
}

/// Whose customers, where a list is of one other partner. Written into tokens.
enum class Of : std::uint8_t { Reseller, Provider };

void write(ContentWriter& writer, Of of, const std::optional<PartnerId>& partner) {
    if (!partner) return;
    writer.number(static_cast<std::uint8_t>(of), 1);
    writer.id(partner->value);
}

/// Times before 1970 are negative; as bits they come back as they were.
std::uint64_t bitsOf(Instant instant) {
    return static_cast<std::uint64_t>(toMicroseconds(instant));
}

}  // namespace

std::string encode(const CustomerCursor& cursor) {
    ContentWriter writer;
    writer.number(kFormat, 1);
    writer.number(static_cast<std::uint8_t>(cursor.order), 1);
    writer.number(cursor.size, 2);
    writer.text(cursor.prefix);
    writer.text(cursor.part);
    write(writer, cursor.first);
    write(writer, cursor.last);
    write(writer, Of::Reseller, cursor.reseller);
    write(writer, Of::Provider, cursor.provider);
    return writer.take();
}

CustomerCursor decodeCustomerCursor(std::string_view content) {
    ContentReader reader(content);
    if (reader.number(1) != kFormat) refuse();
    CustomerCursor cursor;
    // Bounded before it becomes an enumeration value.
    cursor.order = static_cast<accounts::CustomerOrder>(
        reader.number(1, static_cast<std::uint8_t>(accounts::CustomerOrder::Domain)));
    cursor.size = readSize(reader);
    cursor.prefix = reader.text();
    cursor.part = reader.text();
    read(reader, cursor.first);
    read(reader, cursor.last);
    if (!reader.atEnd()) {
        const auto of = static_cast<Of>(reader.number(1, static_cast<std::uint8_t>(Of::Provider)));
        (of == Of::Reseller ? cursor.reseller : cursor.provider) = PartnerId{reader.id()};
    }
    reader.end();
    return cursor;
}

std::string encode(const UserCursor& cursor) {
    const auto& query = cursor.query;
    ContentWriter writer;
    writer.number(kFormat, 1);
    writer.id(cursor.customer.value);
    writer.number(static_cast<std::uint8_t>(query.state), 1);
    writer.number(numberOf(query.role), 1);
    writer.number(static_cast<std::uint8_t>(query.order), 1);
    writer.number(query.descending ? 1 : 0, 1);
    writer.number(query.size, 2);
    write(writer, cursor.first);
    write(writer, cursor.last);
    return writer.take();
}

UserCursor decodeUserCursor(std::string_view content) {
    ContentReader reader(content);
    if (reader.number(1) != kFormat) refuse();
    UserCursor cursor;
    auto& query = cursor.query;
    cursor.customer = CustomerId{reader.id()};
    const auto state = reader.number(1, static_cast<std::uint8_t>(accounts::UserState::Inactive));
    if (state == 0) refuse();
    query.state = static_cast<accounts::UserState>(state);
    query.role = readRole(reader);
    query.order = static_cast<accounts::UserOrder>(
        reader.number(1, static_cast<std::uint8_t>(accounts::UserOrder::PrincipalName)));
    query.descending = reader.number(1, 1) == 1;
    query.size = readSize(reader);
    read(reader, cursor.first);
    read(reader, cursor.last);
    reader.end();
    return cursor;
}

std::string encode(const AuditCursor& cursor) {
    const auto& query = cursor.query;
    ContentWriter writer;
    writer.number(kFormat, 1);
    writer.number(query.size, 2);
    writer.number(bitsOf(query.from), 8);
    writer.number(bitsOf(query.to), 8);
    writer.text(query.company_substring);
    writer.number(query.customer ? 1 : 0, 1);
    // Written also when absent, so that every token has one layout.
    writer.id(query.customer.value_or(CustomerId{}).value);
    writer.number(query.resource ? static_cast<std::uint8_t>(*query.resource) : 0, 1);
    const auto after = query.after.value_or(std::pair<Instant, Uuid>{});
    writer.number(bitsOf(after.first), 8);
    writer.id(after.second);
    return writer.take();
}

AuditCursor decodeAuditCursor(std::string_view content) {
    ContentReader reader(content);
    if (reader.number(1) != kFormat) refuse();
    AuditCursor cursor;
    auto& query = cursor.query;
    query.size = readSize(reader);
    query.from = reader.instant();
    query.to = reader.instant();
    query.company_substring = reader.text();
    const bool has_customer = reader.number(1, 1) == 1;
    const CustomerId customer{reader.id()};
    if (has_customer) query.customer = customer;
    const auto resource = static_cast<audit::ResourceType>(reader.number(1));
    if (resource != audit::ResourceType{}) {
        if (!audit::resourceTypeFromName(audit::nameOf(resource))) refuse();
        query.resource = resource;
    }
    const auto at = reader.instant();
    query.after = {at, reader.id()};
    reader.end();
    return cursor;
}

}  // namespace concordat::api
