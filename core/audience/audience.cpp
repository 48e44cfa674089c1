// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/audience.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>

namespace postweave::audience {

struct Audience::KeyOrder {
    std::once_flag sortOnce;
    std::once_flag indexOnce;
    std::vector<Ordinal> sorted;
    std::unordered_map<std::string_view, Ordinal> index;
};

void TextColumn::append(std::string_view text)
{
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
    m_ends.push_back(m_bytes.size());
}

std::optional<TextColumn> TextColumn::fromParts(std::vector<char> bytes, std::vector<std::uint64_t> ends)
{
    if (!std::is_sorted(ends.begin(), ends.end()) || (ends.empty() ? 0 : ends.back()) != bytes.size()) {
        return std::nullopt;
    }
    TextColumn column;
    column.m_bytes = std::move(bytes);
    column.m_ends = std::move(ends);
    return column;
}

std::string_view TextColumn::operator[](std::size_t row) const
{
    const std::size_t begin = row == 0 ? 0 : m_ends[row - 1];
    return {m_bytes.data() + begin, m_ends[row] - begin};
}

Audience::Audience()
    : m_keys(std::make_shared<TextColumn>()),
      m_ids(std::make_shared<std::vector<std::uint32_t>>()),
      m_order(std::make_shared<KeyOrder>())
{
}

std::optional<Ordinal> Audience::find(std::string_view key) const
{
    std::call_once(m_order->indexOnce, [this] {
        m_order->index.reserve(size());
        for (Ordinal ordinal = 0; ordinal < size(); ++ordinal) {
            m_order->index.emplace((*m_keys)[ordinal], ordinal);
        }
    });
    const auto found = m_order->index.find(key);
    return found == m_order->index.end() ? std::nullopt : std::optional(found->second);
}

std::string_view Audience::email(Ordinal ordinal) const
{
    const AttributeColumn* column = attribute("email");
    if (column == nullptr || column->column.type() != ValueType::Text || !column->column.isSet(ordinal)) {
        return {};
    }
    return column->column.dictionary().text(column->column.code(ordinal));
}

const std::vector<Ordinal>& Audience::keyOrder() const
{
    std::call_once(m_order->sortOnce, [this] {
        m_order->sorted.resize(size());
        std::iota(m_order->sorted.begin(), m_order->sorted.end(), Ordinal{0});
        std::sort(m_order->sorted.begin(), m_order->sorted.end(),
                  [this](Ordinal a, Ordinal b) { return key(a) < key(b); });
    });
    return m_order->sorted;
}

std::vector<Ordinal> Audience::sortedByKey(const Bitset& profiles) const
{
    constexpr std::size_t kSmallShare = 16; // below one in so many, sorting the few is quicker than walking all
    std::vector<Ordinal> ordinals;
    ordinals.reserve(profiles.count());
    if (ordinals.capacity() < size() / kSmallShare) {
        profiles.forEach([&](Ordinal ordinal) { ordinals.push_back(ordinal); });
        std::sort(ordinals.begin(), ordinals.end(), [this](Ordinal a, Ordinal b) { return key(a) < key(b); });
        return ordinals;
    }
    for (const Ordinal ordinal : keyOrder()) {
        if (profiles.test(ordinal)) {
            ordinals.push_back(ordinal);
        }
    }
    return ordinals;
}

std::vector<std::string_view> Audience::sortedKeys(const Bitset& profiles) const
{
    std::vector<std::string_view> keys;
    for (const Ordinal ordinal : sortedByKey(profiles)) {
        keys.push_back(key(ordinal));
    }
    return keys;
}

const AttributeColumn* Audience::attribute(std::string_view name) const
{
    const auto found = std::find_if(m_attributes.begin(), m_attributes.end(),
                                    [&](const auto& column) { return column->name == name; });
    return found == m_attributes.end() ? nullptr : found->get();
}

Value Audience::value(Ordinal ordinal, std::string_view attributeName) const
{
    const AttributeColumn* column = attribute(attributeName);
    return column == nullptr ? Value{} : column->column.value(ordinal);
}

const EventTable* Audience::event(std::string_view type) const
{
    const auto found =
        std::find_if(m_events.begin(), m_events.end(), [&](const auto& table) { return table->type() == type; });
    return found == m_events.end() ? nullptr : found->get();
}

const AttributeHistory* Audience::history(std::string_view attributeName) const
{
    const auto found = m_histories.find(attributeName);
    return found == m_histories.end() ? nullptr : found->second.get();
}

std::shared_ptr<const Audience> Audience::withEvents(const Moment& moment,
                                                     std::vector<std::shared_ptr<const EventTable>> tables) const
{
    auto copy = std::make_shared<Audience>(*this);
    copy->m_moment = moment;
    copy->m_serial = nextSerial();
    copy->m_events = std::move(tables);
    return copy;
}

std::uint64_t Audience::nextSerial()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

std::shared_ptr<const Audience> Audience::withHistory(std::shared_ptr<const AttributeHistory> history) const
{
    auto copy = std::make_shared<Audience>(*this);
    copy->m_histories.insert_or_assign(history->attribute(), history);
    return copy;
}

} // namespace postweave::audience
