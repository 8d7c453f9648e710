#include <fstream>
#include <string>
#include <sys/stat.h>

#include "core/runtime/settings_file.hpp"

namespace concordat::runtime {
namespace {

constexpr std::size_t kMasterKeyDigits = 64;

// Looks at files and notes what is wrong with them.
class FileChecks {
public:
    explicit FileChecks(bool production) : production_(production) {}

    // Whether the file is there. An empty path is not asked for.
    bool expect(const std::filesystem::path& file, const std::string& what, bool secret) {
        if (file.empty()) return false;
        struct stat status {};
        if (stat(file.c_str(), &status) != 0) {
            note(what + " " + file.string() + " is not there or may not be read");
            return false;
        }
        if (!S_ISREG(status.st_mode)) {
            note(what + " " + file.string() + " is not a file");
            return false;
        }
        if (secret && production_ && (status.st_mode & (S_IROTH | S_IWOTH)) != 0)
            note(what + " " + file.string() + " may be read by everyone: run chmod 600 on it");
        return true;
    }

    void expectTls(const ListenerSettings& listener, const std::string& whose) {
        if (!listener.tls) return;
        expect(listener.tls->certificate, "the certificate of " + whose, false);
        expect(listener.tls->key, "the TLS key of " + whose, true);
    }

    void expectMasterKey(const std::filesystem::path& file, const std::string& whose) {
        if (!expect(file, "the master key of " + whose, true)) return;
        std::string text;
        std::ifstream(file) >> text;
        if (text.size() != kMasterKeyDigits ||
            text.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
            note("the master key of " + whose +
                 " must be 64 hexadecimal digits, as 'openssl rand -hex 32' prints them");
    }

    std::vector<Mistake> mistakes;

private:
    void note(const std::string& text) { mistakes.push_back({0, text}); }

    bool production_;
};

}  // namespace

void checkFiles(const Settings& settings, const std::filesystem::path& file) {
    const bool production = settings.environment == Environment::Production;
    FileChecks checks(production);
    checks.expectTls(settings.administration, "the administration listener");
    for (const auto& cloud : settings.clouds) {
        const auto whose = "cloud " + cloud.id;
        const auto& store = cloud.store;
        checks.expectTls(cloud.listener, whose);
        if (store.password.empty())
            checks.expect(store.password_file, "the store password of " + whose, true);
        checks.expect(store.owner_password_file, "the store owner's password of " + whose, true);
        checks.expect(store.root_certificate, "the root certificate of " + whose, false);
        // In development the key is made at the first start.
        if (cloud.master_key.empty() && (production || exists(cloud.master_key_file)))
            checks.expectMasterKey(cloud.master_key_file, whose);
    }
    if (!checks.mistakes.empty()) throw SettingsRefused(file, std::move(checks.mistakes));
}

}  // namespace concordat::runtime
