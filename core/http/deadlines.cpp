#include "core/http/deadlines.hpp"

namespace concordat::http {

Deadlines::Deadlines(const Durations& durations) : durations_(durations) {
    // Rings with a head of their own: no list is ever empty, so none needs a special case.
    for (auto& head : heads_) head.previous = head.next = &head;
}

void Deadlines::set(DeadlineEntry& entry, Wait wait, TimePoint now) noexcept {
    clear(entry);
    if (wait == Wait::Nothing) return;
    const auto index = static_cast<std::size_t>(wait);
    auto& head = heads_[index];
    entry.wait = wait;
    entry.due = now + durations_[index];
    entry.previous = head.previous;
    entry.next = &head;
    head.previous->next = &entry;
    head.previous = &entry;
}

void Deadlines::clear(DeadlineEntry& entry) noexcept {
    if (entry.wait == Wait::Nothing) return;
    entry.previous->next = entry.next;
    entry.next->previous = entry.previous;
    entry.wait = Wait::Nothing;
}

DeadlineEntry* Deadlines::firstDue(TimePoint now) noexcept {
    for (auto& head : heads_) {
        if (head.next != &head && head.next->due <= now) return head.next;
    }
    return nullptr;
}

}  // namespace concordat::http
