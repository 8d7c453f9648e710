#include "tests/support/name_server.hpp"

namespace concordat::testing_support {
namespace {

std::vector<std::string> commandFor(unsigned short port, const NameServer::Texts& texts,
                                    const std::vector<std::string>& more) {
    std::vector<std::string> command{"/usr/sbin/dnsmasq",
                                     "--no-daemon",
                                     "--conf-file=/dev/null",
                                     "--no-resolv",
                                     "--no-hosts",
                                     "--bind-interfaces",
                                     "--listen-address=127.0.0.1",
                                     "--port=" + std::to_string(port),
                                     "--local=/example/"};
    for (const auto& [name, pieces] : texts) {
        auto record = "--txt-record=" + name;
        for (const auto& piece : pieces) record += "," + piece;
        command.push_back(record);
    }
    command.insert(command.end(), more.begin(), more.end());
    return command;
}

}  // namespace

NameServer::NameServer(unsigned short port, const Texts& texts,
                       const std::vector<std::string>& more)
    : process_(commandFor(port, texts, more)) {
    static_cast<void>(process_.waitForLine("started, version"));
}

}  // namespace concordat::testing_support
