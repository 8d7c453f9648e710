#pragma once

#include <exception>
#include <type_traits>

#include <concordat/rules/abi.h>
#include <concordat/rules/border.hpp>
#include <concordat/rules/own_languages.hpp>
#include <concordat/rules/own_tables.hpp>

/// Between an author's optional abilities and their tables at the border. Authors need none of it:
/// the macros look at what their class derives from.
namespace concordat::rules::border {

/// Runs `say`, which tells things to the host, and turns what it throws into the message.
template <class Say>
int tell(concordat_message* error, Say&& say) noexcept {
    try {
        say();
        return CONCORDAT_ALLOWED;
    } catch (const std::exception& exception) {
        copyTo(error->text, exception.what());
    } catch (...) {
        copyTo(error->text, "an exception that is no std::exception");
    }
    return CONCORDAT_FAULT;
}

/// Of a class that derives from OwnTables.
template <class CloudType>
class TablesBridge {
public:
    static constexpr concordat_tables_table table() {
        return {sizeof(concordat_tables_table), migrations};
    }

private:
    static int migrations(const concordat_instance* instance, concordat_migration_sink sink,
                          void* context, concordat_message* error) noexcept {
        return tell(error, [&] {
            const OwnTables& own = *reinterpret_cast<const CloudType*>(instance);
            for (const auto& step : own.migrations()) {
                const concordat_migration plain{toC(step.name), toC(step.sqlite3),
                                                toC(step.postgresql)};
                sink(context, &plain);
            }
        });
    }
};

/// Of a class that derives from OwnLanguages.
template <class CloudType>
class LanguagesBridge {
public:
    static constexpr concordat_languages_table table() {
        return {sizeof(concordat_languages_table), texts};
    }

private:
    static int texts(const concordat_instance* instance, concordat_translation_sink sink,
                     void* context, concordat_message* error) noexcept {
        return tell(error, [&] {
            const OwnLanguages& own = *reinterpret_cast<const CloudType*>(instance);
            for (const auto& catalogue : own.catalogues())
                for (const auto& [key, text] : catalogue.texts)
                    sink(context, toC(catalogue.language), toC(key), toC(text));
        });
    }
};

/// A table that lives as long as the library.
template <class TableBridge>
inline constexpr auto kOptionalTable = TableBridge::table();

/// The table of a cloud's own tables; null when it has none.
template <class CloudType>
constexpr const concordat_tables_table* tablesOf() {
    if constexpr (std::is_base_of_v<OwnTables, CloudType>)
        return &kOptionalTable<TablesBridge<CloudType>>;
    else
        return nullptr;
}

/// The table of a cloud's own languages; null when it has none.
template <class CloudType>
constexpr const concordat_languages_table* languagesOf() {
    if constexpr (std::is_base_of_v<OwnLanguages, CloudType>)
        return &kOptionalTable<LanguagesBridge<CloudType>>;
    else
        return nullptr;
}

}  // namespace concordat::rules::border
