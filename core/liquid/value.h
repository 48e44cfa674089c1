// SPDX-License-Identifier: GPL-3.0-or-later
// Value: what Liquid computes with. A value is 16 bytes, copied freely, and owns nothing: texts, arrays and hashes live
// in an Arena, or wherever the one who made the value keeps them (they must stay until the render is over).
#pragma once

#include "core/base/calendar.h"
#include "core/liquid/shape.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::liquid {

class Hash;
class Object;

enum class Kind : std::uint8_t {
    Nil,
    Boolean,
    Integer,    ///< fits 64 bits
    BigInteger, ///< does not; kept as decimal digits
    Float,
    Text, ///< UTF-8
    Array,
    Hash,   ///< keys in the order of insertion
    Range,  ///< (first..last), whole numbers, both ends in
    Date,   ///< a calendar day; prints YYYY-MM-DD
    Moment, ///< prints RFC 3339 in the render's time zone
    Object, ///< answers look-ups lazily
    Empty,  ///< the word `empty`
    Blank,  ///< the word `blank`
};

struct Range {
    std::int64_t first = 0;
    std::int64_t last = -1;
    /// 0 where last < first; saturates at the largest 64-bit number.
    [[nodiscard]] std::int64_t size() const
    {
        std::int64_t distance = 0;
        if (last < first) {
            return 0;
        }
        return __builtin_sub_overflow(last, first, &distance) || distance == INT64_MAX ? INT64_MAX : distance + 1;
    }
};

class Value {
public:
    constexpr Value() : m_integer(0) {}
    /// Views: what they point to is the caller's to keep.
    [[nodiscard]] static Value boolean(bool value) { return Value(Kind::Boolean, 0, value ? 1 : 0); }
    [[nodiscard]] static Value integer(std::int64_t value) { return Value(Kind::Integer, 0, value); }
    [[nodiscard]] static Value number(double value);
    [[nodiscard]] static Value text(std::string_view utf8)
    {
        Value made(Kind::Text, static_cast<std::uint32_t>(std::min(utf8.size(), kLongestText)), 0);
        made.m_chars = utf8.data();
        return made;
    }
    /// Text that is HTML already: autoescape leaves it as it is in running text.
    [[nodiscard]] static Value html(std::string_view utf8)
    {
        Value made = text(utf8);
        made.m_html = true;
        return made;
    }
    /// Decimal digits with an optional minus; gives an Integer where they fit 64 bits.
    [[nodiscard]] static Value integerFromDigits(std::string_view digits);
    [[nodiscard]] static Value array(std::span<const Value> items);
    [[nodiscard]] static Value hash(const Hash& hash);
    [[nodiscard]] static Value range(const Range& range);
    [[nodiscard]] static Value date(Date date) { return Value(Kind::Date, 0, date.days); }
    [[nodiscard]] static Value moment(Instant instant) { return Value(Kind::Moment, 0, instant.microseconds); }
    [[nodiscard]] static Value object(const Object& object);
    [[nodiscard]] static Value empty() { return Value(Kind::Empty, 0, 0); }
    [[nodiscard]] static Value blank() { return Value(Kind::Blank, 0, 0); }

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool isNil() const { return m_kind == Kind::Nil; }
    [[nodiscard]] bool isText() const { return m_kind == Kind::Text; }
    [[nodiscard]] bool isArray() const { return m_kind == Kind::Array; }
    [[nodiscard]] bool isHash() const { return m_kind == Kind::Hash; }
    [[nodiscard]] bool isWhole() const { return m_kind == Kind::Integer || m_kind == Kind::BigInteger; }
    [[nodiscard]] bool isHtml() const { return m_html; }
    /// Everything but nil and false.
    [[nodiscard]] bool isTruthy() const
    {
        return m_kind > Kind::Boolean || (m_kind == Kind::Boolean && m_integer != 0);
    }

    /// Each asks for its own kind; the kind is the caller's to check.
    [[nodiscard]] bool asBoolean() const { return m_integer != 0; }
    [[nodiscard]] std::int64_t asInteger() const { return m_integer; }
    [[nodiscard]] double asFloat() const { return m_float; }
    /// Of a Text; the digits of a BigInteger.
    [[nodiscard]] std::string_view asText() const { return {m_chars, m_size}; }
    [[nodiscard]] std::span<const Value> asArray() const { return {m_items, m_size}; }
    [[nodiscard]] const Hash& asHash() const { return *m_hash; }
    [[nodiscard]] const Range& asRange() const { return *m_range; }
    [[nodiscard]] Date asDate() const { return {static_cast<std::int32_t>(m_integer)}; }
    [[nodiscard]] Instant asMoment() const { return {m_integer}; }
    [[nodiscard]] const Object& asObject() const { return *m_object; }

private:
    static constexpr std::size_t kLongestText = UINT32_MAX;

    constexpr Value(Kind kind, std::uint32_t size, std::int64_t integer)
        : m_kind(kind), m_size(size), m_integer(integer)
    {
    }

    Kind m_kind = Kind::Nil;
    bool m_html = false;
    std::uint32_t m_size = 0;
    union {
        std::int64_t m_integer;
        double m_float;
        const char* m_chars;
        const Value* m_items;
        const Hash* m_hash;
        const Range* m_range;
        const Object* m_object;
    };
};
static_assert(sizeof(Value) == 16 && std::is_trivially_copyable_v<Value>);

/// Names to values, in order; immutable once made.
class Hash {
public:
    struct Entry {
        std::string_view name;
        Value value;
    };
    /// The entries in order.
    class Iterator {
    public:
        using value_type = Entry;
        using difference_type = std::ptrdiff_t;
        Iterator() = default;
        Iterator(const Hash* hash, std::uint32_t slot) : m_hash(hash), m_slot(slot) {}
        [[nodiscard]] Entry operator*() const { return {m_hash->m_shape->name(m_slot), m_hash->m_values[m_slot]}; }
        Iterator& operator++()
        {
            ++m_slot;
            return *this;
        }
        Iterator operator++(int) { return {m_hash, m_slot++}; }
        [[nodiscard]] bool operator==(const Iterator&) const = default;

    private:
        const Hash* m_hash = nullptr;
        std::uint32_t m_slot = 0;
    };
    class Entries {
    public:
        explicit Entries(const Hash& hash) : m_hash(&hash) {}
        [[nodiscard]] Iterator begin() const { return {m_hash, 0}; }
        [[nodiscard]] Iterator end() const { return {m_hash, m_hash->m_shape->size()}; }
        [[nodiscard]] Entry front() const { return *begin(); }

    private:
        const Hash* m_hash;
    };

    /// What the entries point to stays the caller's; a repeated name keeps its first place and its last value.
    [[nodiscard]] static const Hash* make(Arena& arena, std::span<const Entry> entries);
    /// As many values as the shape has names; both stay the caller's.
    [[nodiscard]] static const Hash* make(Arena& arena, const Shape& shape, const Value* values);

    /// nullptr where there is no such name.
    [[nodiscard]] const Value* find(const Key& key) const
    {
        const std::uint32_t slot = m_shape->find(key);
        return slot == Shape::kNone ? nullptr : m_values + slot;
    }
    [[nodiscard]] Entries entries() const { return Entries(*this); }
    [[nodiscard]] std::size_t size() const { return m_shape->size(); }

    [[nodiscard]] Schema schema() const { return m_schema; }
    [[nodiscard]] const Shape& shape() const { return *m_shape; }
    [[nodiscard]] const Value& at(std::uint32_t slot) const { return m_values[slot]; }

private:
    friend class Arena;
    Hash(const Shape& shape, const Value* values) : m_schema(shape.schema()), m_shape(&shape), m_values(values) {}

    Schema m_schema; // the shape's, beside the values: a path that knows it never looks at the shape
    const Shape* m_shape;
    const Value* m_values;
};

/// Serves values when they are asked for: customers, campaigns, loops. Must be safe to ask from the thread that
/// renders.
class Object {
public:
    virtual ~Object() = default;
    /// The value under a name, or nothing where the name is not known (which strict variables report). What the value
    /// points to lives in `arena` or as long as the object.
    [[nodiscard]] virtual std::optional<Value> lookup(const Key& key, Arena& arena) const = 0;
    /// An object whose known names never move says so with a schema; then slotOf() gives a name's slot (kNone: not
    /// known) and at() what lookup() gives.
    [[nodiscard]] Schema schema() const { return m_schema; }
    [[nodiscard]] virtual std::uint32_t slotOf(const Key&) const { return Shape::kNone; }
    [[nodiscard]] virtual Value at(std::uint32_t, Arena&) const { return {}; }
    /// What `{{ object }}` prints.
    [[nodiscard]] virtual std::string text() const { return {}; }
    /// What `for` walks over and filters on lists take: an Array; nil where the object is no list.
    [[nodiscard]] virtual Value items(Arena&) const { return {}; }
    /// Known names, for suggestions; may be empty.
    [[nodiscard]] virtual std::vector<std::string> names() const { return {}; }

protected:
    explicit Object(Schema schema = 0) : m_schema(schema) {}
    Object(const Object&) = default;
    Object& operator=(const Object&) = default;

private:
    Schema m_schema;
};

} // namespace postweave::liquid
