#ifndef CONCORDAT_RULES_ABI_H
#define CONCORDAT_RULES_ABI_H

/*
 * The border between a cloud's plugin and its host: plain C, so that neither side needs the other's
 * compiler. Authors write C++ against <concordat/rules/plugin.hpp>, which fills all of this in.
 *
 * How it may change. A host loads plugins of its own major version and of its own or an older minor
 * version. Within a major version structs only grow at their end, nested structs are pointers, and
 * a function keeps its meaning for ever; so what an older plugin was built for is always a prefix
 * of what it is given. The host looks at `size` before it reads what an older plugin may not have.
 *
 * Texts are UTF-8 with a length and no final zero; what is called "a text that ends with a zero" is
 * the exception and is a fixed array. Texts belong to the caller and live until the call returns,
 * in both directions: who wants to keep one copies it.
 *
 * No function may throw or end by longjmp. The host still catches what a C++ plugin lets out and
 * counts it as a fault, but it is not obliged to. Every rule function may be called from several
 * threads at once; `create`, `facts` and `destroy` are called by one thread, one after the other.
 *
 * Numbers are in the byte order of the machine. Only 64-bit ELF is read.
 */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The version of this border, not of Concordat: it changes only when this header does, and
 * plugins/sdk/CHANGES.md says why each one exists.
 */
#define CONCORDAT_SDK_MAJOR 1u
#define CONCORDAT_SDK_MINOR 2u
/* With its final zero exactly the 16 bytes of `magic`; both sides compare all of them. */
#define CONCORDAT_PLUGIN_MAGIC "CONCORDAT-CLOUD"
/*
 * The ELF section that holds a concordat_descriptor at its very start, and the one exported symbol,
 * a concordat_plugin_table.
 */
#define CONCORDAT_PLUGIN_SECTION ".concordat_plugin"
#define CONCORDAT_PLUGIN_SYMBOL "concordat_plugin"

/*
 * Who a plugin is, readable from the ELF section .concordat_plugin without running its code:
 * loading a library runs its static constructors, which is too late to find out that it should not
 * have been loaded. Holds no pointer, so that its bytes in the file are its value without the
 * loader's relocations. Texts end with a zero inside their array; the host refuses a descriptor
 * where one does not, and shows anything but printable ASCII as '?'.
 */
typedef struct concordat_descriptor {
    char magic[16]; /* CONCORDAT_PLUGIN_MAGIC */
    uint32_t size;
    uint32_t sdk_major; /* of the SDK that the plugin was built with */
    uint32_t sdk_minor;
    uint32_t reserved; /* zero */
    /*
     * The cloud's id on the wire and in settings. The facts must name the same one, else the plugin
     * is refused (PLUGIN-FACTS).
     */
    char cloud_id[32];
    char name[64]; /* of the class that implements it, for people */
    char version[32];
    /*
     * The three tags matter only where C++ objects cross, that is for opening the store: then each
     * must equal the host's, letter by letter. A plugin without a store may be built with any
     * compiler.
     */
    char compiler[96];
    char soci[32]; /* empty when the plugin does not open the store */
    char boost[32];
} concordat_descriptor;

/*
 * A text that somebody else owns. `data` may be null when `size` is 0; an empty text means "not
 * given".
 */
typedef struct concordat_text {
    const char* data;
    size_t size;
} concordat_text;

/*
 * Why something failed, for the operator. The callee writes a text that ends with a zero and names
 * what to change; it stands in the middle of a sentence of the host, so without a full stop.
 */
typedef struct concordat_message {
    char text[1024];
} concordat_message;

/*
 * One setting of the cloud that the operator made under plugin.settings, such as
 * closes_for_new_customers. The host knows none of them; a plugin that does not know one should
 * refuse to be created, since a misspelt setting would otherwise mean "not set".
 */
typedef struct concordat_setting {
    concordat_text key;
    concordat_text value;
} concordat_setting;

/* What the host tells a plugin that it creates. Valid during `create` alone. */
typedef struct concordat_host_info {
    uint32_t size; /* of this struct */
    concordat_text directory;
    /* `setting_count` of them, each key once, ordered by key. May be null when there are none. */
    const concordat_setting* settings;
    size_t setting_count;
} concordat_host_info;

/* See PartnerView. `kind` is the number of a PartnerKind. */
typedef struct concordat_partner {
    concordat_text id;
    concordat_text country;
    uint32_t kind;
    uint32_t sandbox;             /* 0 or 1 */
    concordat_text contact_email; /* since 1.1 */
} concordat_partner;

/* See AddressView. */
typedef struct concordat_address {
    concordat_text country;
    concordat_text region;
    concordat_text city;
    concordat_text state;
    concordat_text address_line1;
    concordat_text address_line2;
    concordat_text postal_code;
    concordat_text first_name;
    concordat_text last_name;
    concordat_text phone_number;
} concordat_address;

/*
 * See BillingProfileView. `default_address` is a pointer so that the address can grow; never null.
 */
typedef struct concordat_billing {
    concordat_text first_name;
    concordat_text last_name;
    concordat_text email;
    concordat_text culture;
    concordat_text language;
    concordat_text company_name;
    /* Never null. */
    const concordat_address* default_address;
} concordat_billing;

/* See CustomerDraftView. `billing` is a pointer so that the profile can grow; never null. */
typedef struct concordat_draft {
    concordat_text domain;
    concordat_text company_name;
    concordat_text registration_number;
    concordat_text public_body;
    /* Never null. */
    const concordat_billing* billing;
} concordat_draft;

/* See AccountView. `eligibility` is the number of an Eligibility, `eligibility_decided` in
 * microseconds. */
typedef struct concordat_account {
    concordat_text customer_id;
    concordat_text country;
    concordat_text registration_number;
    concordat_text public_body;  /* since 1.2 */
    int64_t eligibility_decided; /* since 1.2 */
    uint32_t eligibility;        /* since 1.2 */
} concordat_account;

/* See SinkView. */
typedef struct concordat_sink {
    concordat_text kind;
    concordat_text backend;
    concordat_text location;
    uint32_t encrypted_transport; /* 0 or 1 */
} concordat_sink;

/* How a rule function ended. Any other number counts as CONCORDAT_FAULT. */
enum { CONCORDAT_ALLOWED = 0, CONCORDAT_REFUSED = 1, CONCORDAT_FAULT = 2 };

/*
 * What a rule function that did not allow says; texts end with a zero. Not written when it allows,
 * so that an allowed call costs nothing here: whatever it then holds is ignored. The host sets the
 * first byte of each text to zero before the call. Longer texts are cut at the size of the array,
 * and a rule id that was cut is no fact any more and so a fault.
 */
typedef struct concordat_decision {
    /*
     * The refusing rule's id. It must be among the facts, else the refusal counts as a fault:
     * without a fact there is no status and no text for the partner.
     */
    char rule[64];
    /*
     * JSON path of the member that the caller must change, or "". Never a value: it reaches logs,
     * the record and the reply.
     */
    char member[192];
    /* Of CONCORDAT_FAULT: what went wrong, for the operator's log, without data of the request. */
    char fault[256];
} concordat_decision;

/*
 * Receives one fact: keys come in the order in which the SDK's fact_stream.hpp walks CloudFacts.
 * Returns normally whatever it is given; a fact that the host cannot use is reported after `facts`
 * has returned.
 */
typedef void (*concordat_fact_sink)(void* context, concordat_text key, concordat_text value);

/*
 * Receives one address that would be accepted. Names and telephone number are not part of a
 * suggestion and are ignored. The host keeps three and drops the rest.
 */
typedef void (*concordat_suggestion_sink)(void* context, const concordat_address* address);

/*
 * What a plugin made for one cloud; only the plugin knows what is in it. The host keeps the pointer
 * and gives it back.
 */
typedef struct concordat_instance concordat_instance;

/*
 * The optional ability to open the store. Its settings and its result are C++ objects of
 * <concordat/cloud_store/session_opener.hpp>; the host uses it only when the compiler, SOCI and
 * Boost tags of both sides are equal, and only after may_use has allowed the place.
 */
typedef struct concordat_store_table {
    uint32_t size;
    /*
     * Returns a cloud_store::SessionOpener* that the caller deletes, or null with `error` written.
     * `store_settings` is a cloud_store::StoreSettings*, valid during the call. Called at start and
     * by operators' commands, by one thread.
     */
    void* (*create_session_opener)(const concordat_instance* instance, const void* store_settings,
                                   concordat_message* error);
} concordat_store_table;

/* Since 1.1. One step of the schema of a cloud's own tables: see Migration in own_tables.hpp. */
typedef struct concordat_migration {
    concordat_text name;
    concordat_text sqlite3;
    concordat_text postgresql;
} concordat_migration;

/* Receives one migration, in the order in which they are applied. */
typedef void (*concordat_migration_sink)(void* context, const concordat_migration* migration);

/*
 * Since 1.1. The optional ability to keep tables of its own. The host refuses a plugin whose
 * migrations have a gap or touch anything but names that begin with "cloud_", the cloud's id with
 * hyphens as underscores, and "_".
 */
typedef struct concordat_tables_table {
    uint32_t size;
    /*
     * Says every migration; 0 when all were said, else `error` is written. Called once, at start,
     * after `facts`.
     */
    int (*migrations)(const concordat_instance* instance, concordat_migration_sink sink,
                      void* context, concordat_message* error);
} concordat_tables_table;

/*
 * Receives one text. `key` is an error code in decimal, or code, hyphen and HTTP status where a
 * code has two meanings.
 */
typedef void (*concordat_translation_sink)(void* context, concordat_text language,
                                           concordat_text key, concordat_text text);

/* Since 1.1. The optional ability to speak languages that the API does not speak by itself. */
typedef struct concordat_languages_table {
    uint32_t size;
    /*
     * Says every text, those of one language after one another; 0 when all were said, else `error`
     * is written. Each language must be one of the facts. Called once, at start, after `facts`.
     */
    int (*texts)(const concordat_instance* instance, concordat_translation_sink sink, void* context,
                 concordat_message* error);
} concordat_languages_table;

/*
 * What a plugin can do. The one symbol that it exports, under the name concordat_plugin. Constant,
 * and read for as long as the process lives: libraries are never unloaded. Every pointer must be
 * set but those of optional abilities: `store`, `tables`, `languages`.
 */
typedef struct concordat_plugin_table {
    uint32_t size; /* of this struct, as the plugin was built */

    /* Makes the cloud; null with `error` written when it cannot be made. Called once, at start. */
    concordat_instance* (*create)(const concordat_host_info* host, concordat_message* error);
    /*
     * Ends what create made; no other call runs or follows. Not called at all when a rule has
     * stopped and is still inside the instance.
     */
    void (*destroy)(concordat_instance* instance);
    /*
     * Says every fact; 0 when all were said, else `error` is written. Called once, at start, right
     * after create. The host copies the facts, so changing them later has no effect.
     */
    int (*facts)(const concordat_instance* instance, concordat_fact_sink sink, void* context,
                 concordat_message* error);

    /*
     * The rules, as in <concordat/rules/cloud.hpp>; `now` in microseconds since 1970, UTC. Each
     * ends with CONCORDAT_ALLOWED, CONCORDAT_REFUSED or CONCORDAT_FAULT; the host treats any other
     * number as a fault and every fault as a refusal.
     */
    int (*may_enrol)(const concordat_instance* instance, const concordat_partner* partner,
                     concordat_decision* decision);
    int (*may_add_customer)(const concordat_instance* instance, const concordat_partner* partner,
                            const concordat_draft* draft, int64_t now,
                            concordat_decision* decision);
    int (*may_change_billing)(const concordat_instance* instance, const concordat_partner* partner,
                              const concordat_account* account, const concordat_billing* profile,
                              int64_t now, concordat_decision* decision);
    int (*may_remove_relationship)(const concordat_instance* instance,
                                   const concordat_partner* partner,
                                   const concordat_account* account, int64_t now,
                                   concordat_decision* decision);
    /*
     * Ends as the other rules do for the address's problem, CONCORDAT_ALLOWED when it has none.
     * Writes the number of an AddressStatus to `status` and tells each suggestion to `suggest`,
     * with `context` unchanged, before it returns. A status that does not exist is a fault.
     */
    int (*validate_address)(const concordat_instance* instance, const concordat_address* address,
                            uint32_t* status, concordat_suggestion_sink suggest, void* context,
                            concordat_decision* decision);
    int (*may_use)(const concordat_instance* instance, const concordat_sink* sink,
                   concordat_decision* decision);

    /* Null when the plugin does not open the store. */
    const concordat_store_table* store;

    /* Since 1.1; what comes before is what every table has. Null without the ability. */
    const concordat_tables_table* tables;
    const concordat_languages_table* languages;
} concordat_plugin_table;

#ifdef __cplusplus
}
#endif

#endif
