// SPDX-License-Identifier: GPL-3.0-or-later
// What a profile is: a key, attributes, and the schema its attributes follow.
#pragma once

#include "core/base/value.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace postweave::profile {

/// Dense from 1 in order of creation, stable, never given twice.
struct ProfileId {
    std::int64_t value = 0;
    auto operator<=>(const ProfileId&) const = default;
};

struct AttributeId {
    std::int64_t value = 0;
    auto operator<=>(const AttributeId&) const = default;
};

/// Where data came from, such as a shop or a newsletter; named by the user.
struct SourceId {
    std::int64_t value = 0;
    auto operator<=>(const SourceId&) const = default;
};

enum class AttributeCategory : std::uint8_t { Demographic, Behavioural, Transactional, Preference };

/// `demographic`, `behavioural`, `transactional`, `preference`.
[[nodiscard]] std::string_view nameOf(AttributeCategory category);
[[nodiscard]] std::optional<AttributeCategory> categoryByName(std::string_view name);
/// From the words of the key: orders and money are transactional, visits and opens behavioural, consent and favourites
/// preference, all else demographic.
[[nodiscard]] AttributeCategory guessCategory(std::string_view key);
/// `first_name` → `First name`.
[[nodiscard]] std::string labelFor(std::string_view key);

struct AttributeDefinition {
    std::string key;   ///< as in segments and templates; 1 to 200 bytes of UTF-8 without control characters
    std::string label; ///< as shown
    ValueType type = ValueType::Text;
    AttributeCategory category = AttributeCategory::Demographic;
    bool operator==(const AttributeDefinition&) const = default;
};

/// The attribute that holds a profile's address.
inline constexpr std::string_view kEmailAttribute = "email";
/// SQLite tables hold 2,000 columns.
inline constexpr std::size_t kMaxAttributes = 1900;

struct Attribute {
    AttributeId id;
    AttributeDefinition definition;
    std::string column; ///< of table profile, where its values stand; unquoted
};

/// In order of appearance.
class AttributeSchema {
public:
    AttributeSchema() = default;
    explicit AttributeSchema(std::vector<Attribute> attributes);
    [[nodiscard]] std::span<const Attribute> attributes() const { return m_attributes; }
    [[nodiscard]] std::size_t size() const { return m_attributes.size(); }
    /// Position in attributes(), by exact key.
    [[nodiscard]] std::optional<std::size_t> indexOf(std::string_view key) const;
    [[nodiscard]] const Attribute* find(std::string_view key) const;

private:
    std::vector<Attribute> m_attributes;
    std::unordered_map<std::string, std::size_t> m_byKey;
};

struct Profile {
    ProfileId id;
    std::string key;
    std::optional<std::string> email;
    std::vector<std::pair<std::string, Value>> attributes; ///< only those set, in schema order
};

} // namespace postweave::profile
