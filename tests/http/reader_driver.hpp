#pragma once

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "core/http/request_reader.hpp"

namespace concordat::http::testing {

/// Feeds a reader and writes down what came out, so that two ways of cutting the same bytes can be
/// compared.
class ReaderDriver {
public:
    explicit ReaderDriver(const ReaderLimits& limits) : reader_(limits) {}

    /// Feeds `bytes` in portions of at most `portion`; returns the record.
    std::string feed(std::string_view bytes, std::size_t portion) {
        while (!bytes.empty() && !ended_) {
            const auto room = reader_.space();
            const auto size = std::min({portion, bytes.size(), room.size()});
            std::memcpy(room.data(), bytes.data(), size);
            reader_.received(size);
            bytes.remove_prefix(size);
            drain();
        }
        return record_;
    }

    RequestReader& reader() { return reader_; }

private:
    RequestReader reader_;
    std::string record_;
    bool ended_ = false;

    void drain() {
        for (;;) {
            switch (reader_.advance()) {
                case RequestReader::Progress::NeedMore:
                    return;
                case RequestReader::Progress::HeadComplete:
                    continue;
                case RequestReader::Progress::Complete:
                    write();
                    if (ended_) return;
                    reader_.next();
                    continue;
                case RequestReader::Progress::Refused:
                    record_ += std::to_string(reader_.refusal());
                    ended_ = true;
                    return;
            }
        }
    }

    void write() {
        const auto& request = reader_.request();
        record_.append(request.method_name).append(" ").append(request.path);
        record_.append("?").append(request.query).append("\n");
        for (const auto& [name, value] : request.headers)
            record_.append(name).append("=").append(value).append("\n");
        record_.append(request.body_too_large ? "(too large)" : request.body);
        ended_ = !reader_.keepAlive();
        record_.append(ended_ ? "\nclose\n" : "\nkeep\n");
    }
};

}  // namespace concordat::http::testing
