// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/json_value.h"

#include "core/base/json.h"

#include <fmt/format.h>

#include <variant>
#include <vector>

namespace postweave::liquid {

namespace {

/// Collects the children of one array or hash until it closes.
struct Level {
    std::vector<Value> items;
    std::vector<std::string_view> names; ///< of a hash: as many as items
    bool isHash = false;
};

/// Makes arrays and hashes; records of one shape share it, and the texts of its names.
class Closer {
public:
    explicit Closer(Arena& arena) : m_arena(arena), m_shapes(arena) {}
    [[nodiscard]] Arena& arena() { return m_arena; }
    [[nodiscard]] std::string_view intern(std::string_view name) { return m_shapes.intern(name); }

    /// A JSON object's names are distinct: whoever read it has seen to that.
    [[nodiscard]] Value closed(const Level& level)
    {
        Value* const room = m_arena.makeRoom<Value>(level.items.size());
        std::uninitialized_copy(level.items.begin(), level.items.end(), room);
        return level.isHash ? Value::hash(*Hash::make(m_arena, m_shapes.shapeOf(level.names), room))
                            : Value::array({room, level.items.size()});
    }

private:
    Arena& m_arena;
    ShapeTable m_shapes;
};

Value wholeNumber(std::uint64_t number, Arena& arena)
{
    return Value::integerFromDigits(arena.copy(fmt::format_int(number).c_str()));
}

bool isWholeNumber(std::string_view token)
{
    return token.find_first_of(".eE") == std::string_view::npos;
}

/// Values straight from the text: numbers keep all their digits.
class ValueBuilder : public nlohmann::json_sax<Json> {
public:
    explicit ValueBuilder(Arena& arena) : m_arena(arena), m_closer(arena) {}

    bool null() override { return put({}); }
    bool boolean(bool value) override { return put(Value::boolean(value)); }
    bool number_integer(number_integer_t value) override { return put(Value::integer(value)); }
    bool number_unsigned(number_unsigned_t value) override { return put(wholeNumber(value, m_arena)); }
    bool number_float(number_float_t value, const string_t& token) override
    {
        return put(isWholeNumber(token) ? Value::integerFromDigits(m_arena.copy(token)) : Value::number(value));
    }
    bool string(string_t& value) override { return put(Value::text(m_arena.copy(value))); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(true); }
    bool start_array(std::size_t) override { return open(false); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& value) override
    {
        m_levels.back().names.push_back(m_closer.intern(value));
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

    Value root;

private:
    bool put(Value value)
    {
        if (m_levels.empty()) {
            root = value;
        } else {
            m_levels.back().items.push_back(value);
        }
        return true;
    }
    bool open(bool isHash)
    {
        m_levels.emplace_back().isHash = isHash;
        return true;
    }
    bool close()
    {
        const Value value = m_closer.closed(m_levels.back());
        m_levels.pop_back();
        return put(value);
    }

    Arena& m_arena;
    Closer m_closer;
    std::vector<Level> m_levels;
};

Value fromJson(const Json& json, Closer& closer);

Value fromContainer(const Json& json, Closer& closer)
{
    Level level;
    level.isHash = json.is_object();
    for (const auto& [key, child] : json.items()) {
        if (level.isHash) {
            level.names.push_back(closer.intern(key));
        }
        level.items.push_back(fromJson(child, closer));
    }
    return closer.closed(level);
}

Value fromJson(const Json& json, Closer& closer)
{
    Arena& arena = closer.arena();
    switch (json.type()) {
    case Json::value_t::boolean:
        return Value::boolean(json.get<bool>());
    case Json::value_t::number_integer:
        return Value::integer(json.get<std::int64_t>());
    case Json::value_t::number_unsigned:
        return wholeNumber(json.get<std::uint64_t>(), arena);
    case Json::value_t::number_float:
        return Value::number(json.get<double>());
    case Json::value_t::string:
        return Value::text(arena.copy(json.get_ref<const std::string&>()));
    case Json::value_t::array:
    case Json::value_t::object:
        return fromContainer(json, closer);
    default:
        return {};
    }
}

Value fromList(const TextList& list, Arena& arena)
{
    Value* const room = arena.makeRoom<Value>(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        new (room + i) Value(Value::text(list[i]));
    }
    return Value::array({room, list.size()});
}

} // namespace

Value fromJson(const Json& json, Arena& arena)
{
    Closer closer(arena);
    return fromJson(json, closer);
}

Result<Value> parseJsonValue(std::string_view text, Arena& arena, const JsonLimits& limits)
{
    // Read strictly first: repeated keys, depth and UTF-8 are that reader's to judge, and its messages are the user's.
    if (const Result<Json> strict = parseJson(text, limits); !strict) {
        return fail(strict.error());
    }
    try {
        if (text.starts_with("\xEF\xBB\xBF")) {
            text.remove_prefix(3);
        }
        ValueBuilder builder(arena);
        if (!Json::sax_parse(text.begin(), text.end(), &builder)) {
            return fail(ErrorCode::Internal, "a JSON text was read once and not again");
        }
        return builder.root;
    } catch (const Arena::Exhausted&) {
        return fail(ErrorCode::LimitExceeded, "this JSON needs more memory than it may take; split it");
    }
}

Value fromAttribute(const postweave::Value& value, Arena& arena)
{
    struct Convert {
        Arena& arena;
        Value operator()(std::monostate) const { return {}; }
        Value operator()(bool flag) const { return Value::boolean(flag); }
        Value operator()(std::int64_t number) const { return Value::integer(number); }
        Value operator()(double number) const { return Value::number(number); }
        Value operator()(Date date) const { return Value::date(date); }
        Value operator()(Instant instant) const { return Value::moment(instant); }
        Value operator()(const std::string& text) const { return Value::text(text); }
        Value operator()(const TextList& list) const { return fromList(list, arena); }
    };
    return std::visit(Convert{arena}, value);
}

} // namespace postweave::liquid
