#include <fstream>
#include <sstream>
#include <sys/stat.h>

#include "core/runtime/settings_file.hpp"

namespace concordat::runtime {
namespace {

bool isMasterKey(const std::string& text) {
    constexpr std::size_t kDigits = 64;
    return text.size() == kDigits &&
           text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
}

// Looks at the files that settings name, and notes what is wrong with them.
class FileChecks {
public:
    explicit FileChecks(bool production) : production_(production) {}

    void expect(const std::filesystem::path& file, const std::string& what, bool secret) {
        struct stat status {};
        if (stat(file.c_str(), &status) != 0)
            return note(what + " " + file.string() + " is not there or may not be read");
        if (!S_ISREG(status.st_mode)) return note(what + " " + file.string() + " is not a file");
        if (secret && production_ && (status.st_mode & (S_IROTH | S_IWOTH)) != 0)
            note(what + " " + file.string() + " may be read by everyone: run chmod 600 on it");
    }

    // The content without the line end that editors leave.
    std::string secret(const std::filesystem::path& file, const std::string& what) {
        expect(file, what, true);
        std::ifstream stream(file);
        std::stringstream content;
        content << stream.rdbuf();
        auto text = content.str();
        while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
        return text;
    }

    void note(const std::string& text) { mistakes.push_back({0, text}); }

    std::vector<Mistake> mistakes;

private:
    bool production_;
};

void checkTls(FileChecks& checks, const ListenerSettings& listener, const std::string& whose) {
    if (!listener.tls) return;
    checks.expect(listener.tls->certificate, "the certificate of " + whose, false);
    checks.expect(listener.tls->key, "the TLS key of " + whose, true);
}

}  // namespace

void readSecrets(Settings& settings, const std::filesystem::path& file) {
    const bool production = settings.environment == Environment::Production;
    FileChecks checks(production);
    checkTls(checks, settings.administration, "the administration listener");
    for (auto& cloud : settings.clouds) {
        const auto whose = "cloud " + cloud.id;
        checkTls(checks, cloud.listener, whose);
        if (!cloud.store.password_file.empty() && cloud.store.password.empty())
            cloud.store.password =
                checks.secret(cloud.store.password_file, "the store password of " + whose);
        if (!cloud.store.root_certificate.empty())
            checks.expect(cloud.store.root_certificate, "the root certificate of " + whose, false);
        // In development the key is made at the first start.
        if (cloud.master_key.empty() && (production || exists(cloud.master_key_file))) {
            cloud.master_key = checks.secret(cloud.master_key_file, "the master key of " + whose);
            if (!cloud.master_key.empty() && !isMasterKey(cloud.master_key))
                checks.note(
                    "the master key of " + whose +
                    " must be 64 hexadecimal digits, as 'openssl rand -hex 32' prints them");
        }
    }
    if (!checks.mistakes.empty()) throw SettingsRefused(file, std::move(checks.mistakes));
}

}  // namespace concordat::runtime
