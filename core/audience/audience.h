// SPDX-License-Identifier: GPL-3.0-or-later
// Audience: all profiles, their attributes and events as columns in memory. What segments are evaluated on.
#pragma once

#include "core/audience/attribute_history.h"
#include "core/audience/bitset.h"
#include "core/audience/coded_column.h"
#include "core/audience/event_table.h"
#include "core/base/value.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postweave::audience {

/// The position of a profile in an audience: 0 to size() − 1, in the order of profile ids.
using Ordinal = std::uint32_t;

struct AttributeColumn {
    std::string name;
    std::string label;  ///< for people; the name where none was given
    CodedColumn column; ///< one row a profile
};

/// The state of a workspace that an audience shows. Tokens are random numbers drawn at each write, so that a file put
/// back from a copy and written to anew is never taken for what it was before.
struct Moment {
    std::uint64_t generation = 0;
    std::uint64_t token = 0;    ///< of the last write of profiles or events
    std::uint64_t profiles = 0; ///< of the last write of profiles
    bool operator==(const Moment&) const = default;
};

/// Texts of all profiles in one block.
class TextColumn {
public:
    /// Nothing where the ends do not rise up to the bytes' number.
    [[nodiscard]] static std::optional<TextColumn> fromParts(std::vector<char> bytes, std::vector<std::uint64_t> ends);
    [[nodiscard]] const std::vector<char>& bytes() const { return m_bytes; }
    [[nodiscard]] const std::vector<std::uint64_t>& ends() const { return m_ends; }
    void append(std::string_view text);
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t row) const;

private:
    std::vector<char> m_bytes;
    std::vector<std::uint64_t> m_ends;
};

/// Immutable, shared as shared_ptr<const Audience>; safe to read from several threads. Made by an AudienceBuilder or by
/// loadAudience().
class Audience {
public:
    /// Nobody.
    Audience();

    [[nodiscard]] std::size_t size() const { return m_keys->size(); }
    /// The workspace's generation that this shows; 0 from a builder unless it was told another.
    [[nodiscard]] std::uint64_t generation() const { return m_moment.generation; }
    [[nodiscard]] const Moment& moment() const { return m_moment; }
    /// Different for every audience that this process made from other contents; what caches go by.
    [[nodiscard]] std::uint64_t serial() const { return m_serial; }
    /// The same for audiences that differ in their events alone.
    [[nodiscard]] std::uint64_t profileSerial() const { return m_profileSerial; }

    [[nodiscard]] const TextColumn& keys() const { return *m_keys; }
    /// By ordinal, ascending.
    [[nodiscard]] const std::vector<std::uint32_t>& profileIds() const { return *m_ids; }
    [[nodiscard]] std::string_view key(Ordinal ordinal) const { return (*m_keys)[ordinal]; }
    /// profile::ProfileId's value; ordinal + 1 from a builder unless it was told another.
    [[nodiscard]] std::uint32_t profileId(Ordinal ordinal) const { return (*m_ids)[ordinal]; }
    [[nodiscard]] std::optional<Ordinal> find(std::string_view key) const;
    /// The `email` attribute's text; empty if there is none.
    [[nodiscard]] std::string_view email(Ordinal ordinal) const;
    /// The keys of a set, sorted by UTF-8 bytes; they live as long as the audience.
    [[nodiscard]] std::vector<std::string_view> sortedKeys(const Bitset& profiles) const;
    /// The ordinals of a set, sorted by their keys' bytes.
    [[nodiscard]] std::vector<Ordinal> sortedByKey(const Bitset& profiles) const;

    /// In the schema's order.
    [[nodiscard]] std::span<const std::shared_ptr<const AttributeColumn>> attributes() const { return m_attributes; }
    /// Nothing if there is no such attribute.
    [[nodiscard]] const AttributeColumn* attribute(std::string_view name) const;
    /// monostate if the attribute is unknown or not set.
    [[nodiscard]] Value value(Ordinal ordinal, std::string_view attribute) const;

    /// By type name.
    [[nodiscard]] std::span<const std::shared_ptr<const EventTable>> events() const { return m_events; }
    [[nodiscard]] const EventTable* event(std::string_view type) const;

    /// Nothing if it is not loaded. Histories are loaded only when a segment asks for them (see withHistory).
    [[nodiscard]] const AttributeHistory* history(std::string_view attribute) const;
    /// The same audience, serial and all, that also knows this history. Columns are shared.
    [[nodiscard]] std::shared_ptr<const Audience> withHistory(std::shared_ptr<const AttributeHistory> history) const;

    /// The same profiles at a later moment, with these tables, by type name, in place of all others.
    [[nodiscard]] std::shared_ptr<const Audience>
    withEvents(const Moment& moment, std::vector<std::shared_ptr<const EventTable>> tables) const;

private:
    friend class AudienceBuilder;

    struct KeyOrder;
    [[nodiscard]] static std::uint64_t nextSerial();
    [[nodiscard]] const std::vector<Ordinal>& keyOrder() const;

    Moment m_moment;
    std::uint64_t m_serial = 0;
    std::uint64_t m_profileSerial = 0;
    std::shared_ptr<const TextColumn> m_keys;
    std::shared_ptr<const std::vector<std::uint32_t>> m_ids;
    std::shared_ptr<KeyOrder> m_order; ///< sorted, and indexed, at the first call that needs it
    std::vector<std::shared_ptr<const AttributeColumn>> m_attributes;
    std::vector<std::shared_ptr<const EventTable>> m_events;
    std::map<std::string, std::shared_ptr<const AttributeHistory>, std::less<>> m_histories;
};

} // namespace postweave::audience
