#pragma once

#include <exception>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <concordat/rules/abi.h>
#include <concordat/rules/border.hpp>
#include <concordat/rules/cloud.hpp>
#include <concordat/rules/fact_stream.hpp>

namespace concordat::rules {

/// What the host tells a cloud when it is created. A cloud that cannot work with it throws from its
/// constructor; the message reaches the operator, who stops there, and says what to change. Belongs
/// to the constructor's caller: copy what is needed later.
struct PluginContext {
    /// Absolute; holds cloud.yaml and the shared fact files. The folder of the plugin unless the
    /// host was told another one.
    std::string directory;
    /// The operator's, by name, each as the text that the settings file has. Refuse a name that the
    /// cloud does not know: a misspelt setting must not mean "not set".
    std::map<std::string, std::string, std::less<>> settings;
};

/// What stands between an author's class and the C table; authors use the macros below instead.
namespace border {

/// As copyTo, for a descriptor that the compiler writes into the file; a text too long does not
/// compile. There is room for a final zero behind the longest text.
template <std::size_t Size>
consteval void describe(char (&place)[Size], std::string_view text) {
    if (text.size() >= Size) throw "this text is too long for the plugin's descriptor";
    for (std::size_t i = 0; i < text.size(); ++i) place[i] = text[i];
}

/// The descriptor of a plugin; `soci` and `boost` are empty when it does not open the store.
/// Evaluated by the compiler alone, because the host reads its bytes from the file and never runs
/// an initialiser.
consteval concordat_descriptor makeDescriptor(std::string_view cloud_id, std::string_view name,
                                              std::string_view version, std::string_view compiler,
                                              std::string_view soci = {},
                                              std::string_view boost = {}) {
    concordat_descriptor descriptor{};
    describe(descriptor.magic, CONCORDAT_PLUGIN_MAGIC);
    descriptor.size = sizeof(concordat_descriptor);
    descriptor.sdk_major = CONCORDAT_SDK_MAJOR;
    descriptor.sdk_minor = CONCORDAT_SDK_MINOR;
    describe(descriptor.cloud_id, cloud_id);
    describe(descriptor.name, name);
    describe(descriptor.version, version);
    describe(descriptor.compiler, compiler);
    describe(descriptor.soci, soci);
    describe(descriptor.boost, boost);
    return descriptor;
}

/// Carries the calls of the C table to a cloud of type `CloudType`, which is made from a
/// PluginContext. No exception leaves it: creating fails with the exception's message, a rule ends
/// as CONCORDAT_FAULT with it. Every function is static and keeps nothing; the instance is the
/// author's object itself.
template <class CloudType>
class Bridge {
public:
    /// The table to export. `store` is null when the plugin does not open the store; otherwise it
    /// must live as long as the library.
    static constexpr concordat_plugin_table table(const concordat_store_table* store = nullptr) {
        return {sizeof(concordat_plugin_table),
                create,
                destroy,
                facts,
                mayEnrol,
                mayAddCustomer,
                mayChangeBilling,
                mayRemoveRelationship,
                validateAddress,
                mayUse,
                store};
    }

private:
    // The instance is the author's object under a name that C can have.
    static const CloudType& self(const concordat_instance* instance) {
        return *reinterpret_cast<const CloudType*>(instance);
    }

    // What the constructor throws becomes the message; the context's texts are the author's to
    // keep.
    static concordat_instance* create(const concordat_host_info* host,
                                      concordat_message* error) noexcept {
        try {
            PluginContext context{std::string(fromC(host->directory)), {}};
            for (std::size_t i = 0; i < host->setting_count; ++i)
                context.settings.emplace(fromC(host->settings[i].key),
                                         fromC(host->settings[i].value));
            return reinterpret_cast<concordat_instance*>(new CloudType(context));
        } catch (const std::exception& exception) {
            copyTo(error->text, exception.what());
        } catch (...) {
            copyTo(error->text, "an exception that is no std::exception");
        }
        return nullptr;
    }

    // noexcept: a destructor that throws ends the process, here as anywhere.
    static void destroy(concordat_instance* instance) noexcept {
        delete reinterpret_cast<CloudType*>(instance);
    }

    // Says the facts one by one, so that both sides need not agree on how they lie in memory.
    static int facts(const concordat_instance* instance, concordat_fact_sink sink, void* context,
                     concordat_message* error) noexcept {
        try {
            fact_stream::Writer writer([&](std::string_view key, std::string_view value) {
                sink(context, toC(key), toC(value));
            });
            writer.write(self(instance).facts());
            return CONCORDAT_ALLOWED;
        } catch (const std::exception& exception) {
            copyTo(error->text, exception.what());
        } catch (...) {
            copyTo(error->text, "an exception that is no std::exception");
        }
        return CONCORDAT_FAULT;
    }

    /// Turns a verdict, or what a rule threw, into the number and texts of the border. Writes to
    /// `out` only when it does not allow.
    template <class Rule>
    static int decide(concordat_decision* out, Rule&& rule) noexcept {
        try {
            const Decision decision = rule();
            if (decision.allowed()) return CONCORDAT_ALLOWED;
            copyTo(out->rule, decision.rule());
            copyTo(out->member, decision.member());
            return CONCORDAT_REFUSED;
        } catch (const std::exception& exception) {
            copyTo(out->fault, exception.what());
        } catch (...) {
            copyTo(out->fault, "an exception that is no std::exception");
        }
        return CONCORDAT_FAULT;
    }

    // The rules: each turns plain views into the SDK's and lets decide() judge.
    static int mayEnrol(const concordat_instance* instance, const concordat_partner* partner,
                        concordat_decision* out) noexcept {
        return decide(out, [&] { return self(instance).mayEnrol(fromC(*partner)); });
    }

    static int mayAddCustomer(const concordat_instance* instance, const concordat_partner* partner,
                              const concordat_draft* draft, std::int64_t now,
                              concordat_decision* out) noexcept {
        return decide(out, [&] {
            return self(instance).mayAddCustomer(fromC(*partner), fromC(*draft), instantFromC(now));
        });
    }

    static int mayChangeBilling(const concordat_instance* instance,
                                const concordat_partner* partner, const concordat_account* account,
                                const concordat_billing* profile, std::int64_t now,
                                concordat_decision* out) noexcept {
        return decide(out, [&] {
            return self(instance).mayChangeBilling(fromC(*partner), fromC(*account),
                                                   fromC(*profile), instantFromC(now));
        });
    }

    static int mayRemoveRelationship(const concordat_instance* instance,
                                     const concordat_partner* partner,
                                     const concordat_account* account, std::int64_t now,
                                     concordat_decision* out) noexcept {
        return decide(out, [&] {
            return self(instance).mayRemoveRelationship(fromC(*partner), fromC(*account),
                                                        instantFromC(now));
        });
    }

    // Status and suggestions are told before the verdict is known to be a refusal: the host looks
    // at them only where there was no fault.
    static int validateAddress(const concordat_instance* instance, const concordat_address* address,
                               std::uint32_t* status, concordat_suggestion_sink suggest,
                               void* context, concordat_decision* out) noexcept {
        return decide(out, [&] {
            const auto verdict = self(instance).validateAddress(fromC(*address));
            *status = static_cast<std::uint32_t>(verdict.status);
            for (const auto& suggestion : verdict.suggestions) {
                const auto plain = toC(AddressView{.country = suggestion.country,
                                                   .city = suggestion.city,
                                                   .state = suggestion.state,
                                                   .address_line1 = suggestion.address_line1,
                                                   .address_line2 = suggestion.address_line2,
                                                   .postal_code = suggestion.postal_code});
                suggest(context, &plain);
            }
            return verdict.problem;
        });
    }

    static int mayUse(const concordat_instance* instance, const concordat_sink* sink,
                      concordat_decision* out) noexcept {
        return decide(out, [&] { return self(instance).mayUse(fromC(*sink)); });
    }
};

}  // namespace border

}  // namespace concordat::rules

/// Two steps, so that a macro is replaced by its value before it becomes a text.
#define CONCORDAT_STRINGIFY_(value) #value
#define CONCORDAT_STRINGIFY(value) CONCORDAT_STRINGIFY_(value)

/// What must agree for C++ objects to cross the border: compiler, its ABI and the library's.
/// Compared as a text, so that it names both sides when they differ.
#if defined(__clang__)
#define CONCORDAT_COMPILER_NAME "clang " CONCORDAT_STRINGIFY(__clang_major__)
#else
#define CONCORDAT_COMPILER_NAME "gcc " CONCORDAT_STRINGIFY(__GNUC__)
#endif
#define CONCORDAT_COMPILER_TAG                                                        \
    CONCORDAT_COMPILER_NAME                                                           \
    " abi " CONCORDAT_STRINGIFY(__GXX_ABI_VERSION) " libstdc++ " CONCORDAT_STRINGIFY( \
        _GLIBCXX_RELEASE) " cxx11 " CONCORDAT_STRINGIFY(_GLIBCXX_USE_CXX11_ABI)

/// Defines the descriptor in its section and the exported table, both as constants that need no
/// code to run. The descriptor is hidden, because it is read from the file; `used` keeps the linker
/// from dropping what no code refers to.
#define CONCORDAT_EXPORT_(Descriptor, Store, ...)                                                \
    extern "C" {                                                                                 \
    extern const concordat_descriptor concordat_plugin_descriptor                                \
        __attribute__((visibility("hidden")));                                                   \
    __attribute__((section(CONCORDAT_PLUGIN_SECTION),                                            \
                   used)) constinit const concordat_descriptor concordat_plugin_descriptor =     \
        Descriptor;                                                                              \
    extern const concordat_plugin_table concordat_plugin __attribute__((visibility("default"))); \
    __attribute__((used)) constinit const concordat_plugin_table concordat_plugin =              \
        ::concordat::rules::border::Bridge<__VA_ARGS__>::table(Store);                           \
    }                                                                                            \
    static_assert(true)

/// The whole entry point of a plugin: `Class` derives from rules::Cloud and is constructed from a
/// PluginContext. Stands once in a plugin, at namespace scope, with a semicolon. `cloud_id` is that
/// of the facts (at most 31 bytes), `version` the plugin's own (at most 31), both literals; so is
/// the name of the class as it is written here (at most 63).
///
/// A whole plugin, in the file france_plugin.cpp:
///
///     #include <concordat/rules/plugin.hpp>
///
///     #include "france_cloud.hpp"
///
///     CONCORDAT_PLUGIN(concordat::france::FranceCloud, "france", "1.0.0");
///
/// Built with concordat_add_cloud (tools/cmake/ConcordatCloud.cmake), which hides all symbols but
/// the one that this exports.
#define CONCORDAT_PLUGIN(Class, cloud_id, version)                                          \
    CONCORDAT_EXPORT_(::concordat::rules::border::makeDescriptor(cloud_id, #Class, version, \
                                                                 CONCORDAT_COMPILER_TAG),   \
                      nullptr, Class)
