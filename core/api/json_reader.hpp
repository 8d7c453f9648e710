#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <rapidjson/document.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/time.hpp"

namespace concordat::api {

/// What a body may be at most. A request beyond a limit is refused whole. The defaults are several
/// times what any resource of the partner API needs; the bytes are limited by the server.
struct JsonLimits {
    std::size_t depth = 16;     ///< objects and arrays inside one another
    std::size_t values = 4096;  ///< values in all
    std::size_t members = 128;  ///< members of one object
};

/// How many characters (code points) a member may have, if it is given.
struct Length {
    std::size_t least = 0;
    std::size_t most = 0;
};

/// An object of a request, read by name without regard to case, as existing clients write names in
/// PascalCase. A member that is null counts as absent, and so do the values that those clients send
/// for "not given": see the functions. Unknown members are ignored. A view of its JsonDocument and
/// of the object that it is a member of; both must outlive it.
///
///     const JsonDocument document(body);
///     const auto profile = document.root().requireObject("billingProfile");
///     const auto email = profile.requireText("email", {3, 254});
///
/// is wrong for that reason: the temporary that root() returns is gone in the third line.
///
/// Every function @throws Error InvalidRequest when a member is there and has the wrong form: the
/// error names its path in camelCase ("billingProfile.defaultAddress.city"), never its value.
class JsonObject {
public:
    /// For JsonDocument and this class: `value` is an object, `parent` the one that has it under
    /// `name`, null for the body itself.
    JsonObject(const rapidjson::Value& value, const JsonObject* parent, std::string_view name)
        : value_(value), parent_(parent), name_(name) {}

    /// Whether a member is there and not null.
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

    /// A member that is an object; nothing when absent.
    [[nodiscard]] std::optional<JsonObject> object(std::string_view name) const;

    /// The same, required: @throws Error (kMemberMissing) when absent
    [[nodiscard]] JsonObject requireObject(std::string_view name) const;

    /// A text of well-formed length without control characters; empty when absent or empty,
    /// whatever `length` demands. Blanks are kept.
    [[nodiscard]] std::string text(std::string_view name, Length length) const;

    /// The same, required: neither absent nor empty nor of blanks alone.
    [[nodiscard]] std::string requireText(std::string_view name, Length length) const;

    /// A word of an enumeration; empty when absent or a zero value ("unknown", "none") that stands
    /// for "not given". Not checked against a list.
    [[nodiscard]] std::string_view word(std::string_view name) const;

    /// A text as it is, to be looked at and not kept; empty when absent or no text. For
    /// discriminators, which must not refuse.
    [[nodiscard]] std::string_view peek(std::string_view name) const noexcept;

    /// Whether the member is an array with an object in it for which `member` is given and not
    /// empty.
    [[nodiscard]] bool anyItemHas(std::string_view array, std::string_view member) const noexcept;

    /// Whether the member is an array with at least one item.
    [[nodiscard]] bool hasItems(std::string_view array) const noexcept;

    /// The objects of a member that is an array; none when absent. Names in their errors are those
    /// of the array's.
    [[nodiscard]] std::vector<JsonObject> objects(std::string_view array) const;
    /// An array of texts, each of well-formed length without control characters and none empty; an
    /// empty one when absent. At most `most` of them.
    [[nodiscard]] std::vector<std::string> texts(std::string_view name, std::size_t most,
                                                 Length length) const;

    /// A whole number, written without fraction or exponent; nothing when absent.
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;

    /// True or false; nothing when absent.
    [[nodiscard]] std::optional<bool> truth(std::string_view name) const;

    /// A point in time in a form of parseInstant; nothing when absent or in year 1, which stands
    /// for "not given".
    [[nodiscard]] std::optional<Instant> instant(std::string_view name) const;

    /// The path of a member for errors, such as "billingProfile.email". Names are the reader's, in
    /// camelCase, not the caller's.
    [[nodiscard]] std::string pathOf(std::string_view name) const;

private:
    // Null when absent or JSON's null, which mean the same.
    [[nodiscard]] const rapidjson::Value* find(std::string_view name) const noexcept;
    [[noreturn]] void refuse(std::string_view name, int code) const;

    const rapidjson::Value& value_;
    const JsonObject* parent_;  // null: the body itself
    std::string_view name_;
};

/// A parsed body: strict JSON (RFC 8259) in UTF-8, nothing after it, no name twice in an object
/// when compared without regard to case. Owns the values; not copied. Parsing is iterative, so the
/// depth of a body cannot exhaust the stack.
class JsonDocument {
public:
    /// Reads `text`. @throws Error InvalidRequest (kMalformedInput) when it is not such a document
    /// or exceeds `limits`
    explicit JsonDocument(std::string_view text, const JsonLimits& limits = {});

    ~JsonDocument();
    JsonDocument(const JsonDocument&) = delete;
    JsonDocument& operator=(const JsonDocument&) = delete;

    /// Whether the body is an object; other values are documents too.
    [[nodiscard]] bool isObject() const { return document_.IsObject(); }

    /// The body as an object. @throws Error InvalidRequest (kMalformedInput) when it is another
    /// value
    [[nodiscard]] JsonObject root() const;

    /// The body as a string, a view of this. @throws Error InvalidRequest (kMalformedInput) when it
    /// is another value
    [[nodiscard]] std::string_view text() const;

private:
    static constexpr std::size_t kFirstBlock = 8192;
    using Pool = rapidjson::MemoryPoolAllocator<>;

    alignas(std::max_align_t) char block_[kFirstBlock];  // small bodies need no allocation
    Pool pool_{block_, sizeof block_};
    rapidjson::GenericDocument<rapidjson::UTF8<>, Pool> document_{&pool_};
};

}  // namespace concordat::api
