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
 * Texts are UTF-8 with a length and no final zero. They belong to the caller and live until the
 * call returns, in both directions. No function may throw; every rule function may be called from
 * several threads at once.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CONCORDAT_SDK_MAJOR 1u
#define CONCORDAT_SDK_MINOR 0u
#define CONCORDAT_PLUGIN_MAGIC "CONCORDAT-CLOUD"
#define CONCORDAT_PLUGIN_SECTION ".concordat_plugin"
#define CONCORDAT_PLUGIN_SYMBOL "concordat_plugin"

/*
 * Who a plugin is, readable from the ELF section .concordat_plugin without running its code. Holds
 * no pointer, so that its bytes in the file are its value. Texts end with a zero.
 */
typedef struct concordat_descriptor {
    char magic[16];     /* CONCORDAT_PLUGIN_MAGIC */
    uint32_t size;      /* of this struct, as the plugin was built */
    uint32_t sdk_major; /* of the SDK that the plugin was built with */
    uint32_t sdk_minor;
    uint32_t reserved; /* zero */
    char cloud_id[32]; /* such as "us-government" */
    char name[64];     /* of the class that implements it, for people */
    char version[32];  /* of the plugin */
    char compiler[96]; /* must equal the host's only where the plugin opens the store */
    char soci[32];     /* empty when the plugin does not open the store */
    char boost[32];    /* as soci */
} concordat_descriptor;

/* A text that somebody else owns. `data` may be null when `size` is 0. */
typedef struct concordat_text {
    const char* data;
    size_t size;
} concordat_text;

/* Why something failed, for the operator; the callee writes a text that ends with a zero. */
typedef struct concordat_message {
    char text[1024];
} concordat_message;

/* A setting of the cloud that the operator made, such as closes_for_new_customers. */
typedef struct concordat_setting {
    concordat_text key;
    concordat_text value;
} concordat_setting;

/* What the host tells a plugin that it creates. */
typedef struct concordat_host_info {
    uint32_t size;            /* of this struct */
    concordat_text directory; /* absolute; holds cloud.yaml and the shared fact files */
    const concordat_setting* settings;
    size_t setting_count;
} concordat_host_info;

/* See PartnerView. */
typedef struct concordat_partner {
    concordat_text id;
    concordat_text country;
    uint32_t kind;
    uint32_t sandbox; /* 0 or 1 */
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

/* See BillingProfileView. */
typedef struct concordat_billing {
    concordat_text first_name;
    concordat_text last_name;
    concordat_text email;
    concordat_text culture;
    concordat_text language;
    concordat_text company_name;
    const concordat_address* default_address;
} concordat_billing;

/* See CustomerDraftView. */
typedef struct concordat_draft {
    concordat_text domain;
    concordat_text company_name;
    concordat_text registration_number;
    concordat_text public_body;
    const concordat_billing* billing;
} concordat_draft;

/* See AccountView. */
typedef struct concordat_account {
    concordat_text customer_id;
    concordat_text country;
    concordat_text registration_number;
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
 * so that an allowed call costs nothing here.
 */
typedef struct concordat_decision {
    char rule[64];    /* the refusing rule's id */
    char member[192]; /* the member that it is about, or "" */
    char fault[256];  /* of CONCORDAT_FAULT: what went wrong, without data of the request */
} concordat_decision;

/* Receives one fact: keys come in the order in which the SDK's fact_stream.hpp walks CloudFacts. */
typedef void (*concordat_fact_sink)(void* context, concordat_text key, concordat_text value);

/* Receives one address that would be accepted. */
typedef void (*concordat_suggestion_sink)(void* context, const concordat_address* address);

/* What a plugin made for one cloud; only the plugin knows what is in it. */
typedef struct concordat_instance concordat_instance;

/*
 * The optional ability to open the store. Its settings and its result are C++ objects of
 * <concordat/cloud_store/session_opener.hpp>; the host uses it only when the compiler, SOCI and
 * Boost tags of both sides are equal.
 */
typedef struct concordat_store_table {
    uint32_t size;
    /* Returns a cloud_store::SessionOpener* that the caller deletes, or null with `error` written.
     */
    void* (*create_session_opener)(const concordat_instance* instance, const void* store_settings,
                                   concordat_message* error);
} concordat_store_table;

/* What a plugin can do. The one symbol that it exports, under the name concordat_plugin. */
typedef struct concordat_plugin_table {
    uint32_t size; /* of this struct, as the plugin was built */

    /* Makes the cloud; null with `error` written when it cannot be made. Called once, at start. */
    concordat_instance* (*create)(const concordat_host_info* host, concordat_message* error);
    /* Ends what create made; no other call runs or follows. */
    void (*destroy)(concordat_instance* instance);
    /* Says every fact; 0 when all were said, else `error` is written. Called once, at start. */
    int (*facts)(const concordat_instance* instance, concordat_fact_sink sink, void* context,
                 concordat_message* error);

    /* The rules, as in <concordat/rules/cloud.hpp>; `now` in microseconds since 1970, UTC. */
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
     * Ends as the other rules do for the address's problem, CONCORDAT_ALLOWED when it has none;
     * writes the AddressStatus and tells the suggestions.
     */
    int (*validate_address)(const concordat_instance* instance, const concordat_address* address,
                            uint32_t* status, concordat_suggestion_sink suggest, void* context,
                            concordat_decision* decision);
    int (*may_use)(const concordat_instance* instance, const concordat_sink* sink,
                   concordat_decision* decision);

    /* Null when the plugin does not open the store. */
    const concordat_store_table* store;
} concordat_plugin_table;

#ifdef __cplusplus
}
#endif

#endif
