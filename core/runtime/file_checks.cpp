#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

#include "core/documents/own_documents.hpp"
#include "core/runtime/settings_file.hpp"
#include "core/store/master_key.hpp"

namespace concordat::runtime {
namespace {

enum class Readers {
    Everyone,
    ServiceOnly,
    OperatorsOnly  // rather not the service; a command that needs it says what it lacks
};

// Looks at files and notes what is wrong with them.
class FileChecks {
public:
    explicit FileChecks(SettingsDraft& draft) : draft_(draft) {}

    void checkCloud(const CloudSettings& cloud, const std::string& place) {
        const auto whose = " of cloud " + cloud.id;
        const auto& store = cloud.store;
        expectTls(cloud.listener, place + ".tls", whose);
        if (store.password.empty())
            expect(place + ".store.password_file", store.password_file,
                   "the store password" + whose, Readers::ServiceOnly);
        expect(place + ".store.owner_password_file", store.owner_password_file,
               "the store owner's password" + whose, Readers::OperatorsOnly);
        expect(place + ".store.root_certificate", store.root_certificate,
               "the root certificate" + whose, Readers::Everyone);
        expect(place + ".identity.external.ca_file", cloud.identity.ca_file,
               "the issuer's root certificate" + whose, Readers::Everyone);
        expect(place + ".consent.client_secret_file", cloud.consent.client_secret_file,
               "the secret of the consent pages" + whose, Readers::ServiceOnly);
        checkAgreements(cloud.agreements.folder, place + ".agreements.folder", whose);
        checkWebhooks(cloud.webhooks, place + ".webhooks", whose);
        // In development the key is made at the first start.
        std::error_code none;
        if (cloud.master_key.empty() && (isProduction() || exists(cloud.master_key_file, none)))
            expectMasterKey(cloud.master_key_file, place + ".master_key_file", whose);
    }

    void checkAgreements(const std::filesystem::path& folder, const std::string& place,
                         const std::string& whose) {
        std::string problems;
        for (const auto& problem : documents::readOwnDocuments(folder).problems)
            problems += (problems.empty() ? "" : "; ") + problem;
        if (!problems.empty())
            draft_.note(place, "names the agreements" + whose + ", " + folder.string() +
                                   ", of which " + problems);
    }

    void checkWebhooks(const WebhookSettings& webhooks, const std::string& place,
                       const std::string& whose) {
        expect(place + ".certificate", webhooks.certificate,
               "the certificate that signs webhooks" + whose, Readers::Everyone);
        expect(place + ".key", webhooks.key, "the key that signs webhooks" + whose,
               Readers::ServiceOnly);
        expect(place + ".ca_file", webhooks.ca_file,
               "the root certificate of webhooks' receivers" + whose, Readers::Everyone);
        expect(place + ".previous_certificate", webhooks.previous_certificate,
               "the certificate that signed webhooks before" + whose, Readers::Everyone);
    }

    // Whether the file is there. An empty path is not asked for.
    bool expect(const std::string& place, const std::filesystem::path& file,
                const std::string& what, Readers readers) {
        if (file.empty()) return false;
        const auto named = "names " + what + ", " + file.string() + ", which ";
        struct stat status {};
        const bool may_be_hidden = readers == Readers::OperatorsOnly;
        if (stat(file.c_str(), &status) != 0) {
            if (may_be_hidden && errno == EACCES) return false;
            draft_.note(place, named +
                                   "is not there or may not be reached: put the file there or "
                                   "correct the path");
            return false;
        }
        if (!S_ISREG(status.st_mode)) {
            draft_.note(place, named + "is not a file");
            return false;
        }
        if (!may_be_hidden && faccessat(AT_FDCWD, file.c_str(), R_OK, AT_EACCESS) != 0) {
            draft_.note(place, named + "may not be read by the user who runs this");
            return false;
        }
        if (readers != Readers::Everyone && isProduction() &&
            (status.st_mode & (S_IROTH | S_IWOTH)) != 0)
            draft_.note(place, named + "may be read by everyone: run chmod 600 on it");
        return true;
    }

    void expectTls(const ListenerSettings& listener, const std::string& place,
                   const std::string& whose) {
        if (!listener.tls) return;
        expect(place + ".certificate", listener.tls->certificate, "the certificate" + whose,
               Readers::Everyone);
        expect(place + ".key", listener.tls->key, "the TLS key" + whose, Readers::ServiceOnly);
    }

private:
    [[nodiscard]] bool isProduction() const {
        return draft_.settings.environment == Environment::Production;
    }

    // By the rule of a start, in development too.
    void expectMasterKey(const std::filesystem::path& file, const std::string& place,
                         const std::string& whose) {
        if (!expect(place, file, "the master key" + whose, Readers::Everyone)) return;
        if (const auto problem = store::masterKeyProblem(file.string()); !problem.empty())
            draft_.note(place, "names the master key" + whose + ", " + file.string() + ", which " +
                                   problem);
    }

    SettingsDraft& draft_;
};

}  // namespace

void checkFiles(SettingsDraft& draft) {
    FileChecks checks(draft);
    const auto& settings = draft.settings;
    checks.expect("seed_file", settings.seed_file, "the seed", Readers::Everyone);
    checks.expectTls(settings.administration, "administration.tls",
                     " of the administration listener");
    for (std::size_t i = 0; i < settings.clouds.size(); ++i)
        checks.checkCloud(settings.clouds[i], "clouds[" + std::to_string(i) + "]");
}

}  // namespace concordat::runtime
