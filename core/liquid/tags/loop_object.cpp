// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/tags/loop_object.h"

#include <algorithm>
#include <array>

namespace postweave::liquid {

namespace {

Value whole(std::int64_t number)
{
    return Value::integer(number);
}

enum class LoopName : std::uint8_t { First, Index, Index0, Last, Length, Name, Parentloop, Rindex, Rindex0 };
constexpr std::array<std::string_view, 9> kLoopNames{"first", "index",      "index0", "last",   "length",
                                                     "name",  "parentloop", "rindex", "rindex0"};

Schema loopSchema()
{
    static const Schema kSchema = newSchema();
    return kSchema;
}

} // namespace

LoopObject::LoopObject() : Object(loopSchema()) {}

void LoopObject::begin(std::string_view name, std::int64_t length, const LoopObject* parent)
{
    m_name = name;
    m_length = length;
    m_index = 0;
    m_parent = parent;
}

std::optional<Value> LoopObject::lookup(const Key& key, Arena& arena) const
{
    const std::uint32_t slot = slotOf(key);
    return slot == Shape::kNone ? std::nullopt : std::optional(at(slot, arena));
}

std::uint32_t LoopObject::slotOf(const Key& key) const
{
    const auto* const found = std::ranges::find(kLoopNames, key.text);
    return found == kLoopNames.end() ? Shape::kNone : static_cast<std::uint32_t>(found - kLoopNames.begin());
}

Value LoopObject::at(std::uint32_t slot, Arena&) const
{
    switch (static_cast<LoopName>(slot)) {
    case LoopName::First:
        return Value::boolean(m_index == 0);
    case LoopName::Index:
        return whole(m_index + 1);
    case LoopName::Index0:
        return whole(m_index);
    case LoopName::Last:
        return Value::boolean(m_index == m_length - 1);
    case LoopName::Length:
        return whole(m_length);
    case LoopName::Name:
        return Value::text(m_name);
    case LoopName::Parentloop:
        return m_parent == nullptr ? Value() : Value::object(*m_parent);
    case LoopName::Rindex:
        return whole(m_length - m_index);
    case LoopName::Rindex0:
        return whole(m_length - m_index - 1);
    }
    return {};
}

std::vector<std::string> LoopObject::names() const
{
    return {kLoopNames.begin(), kLoopNames.end()};
}

void RowLoopObject::begin(std::int64_t length, std::int64_t columns)
{
    m_length = length;
    m_columns = columns;
    m_index = 0;
    m_row = 1;
    m_column = 1;
}

void RowLoopObject::advance()
{
    ++m_index;
    if (m_column == m_columns) {
        m_column = 1;
        ++m_row;
    } else {
        ++m_column;
    }
}

std::optional<Value> RowLoopObject::lookup(const Key& key, Arena&) const
{
    const std::string_view name = key.text;
    const auto is = [&](std::string_view wanted) { return name == wanted; };
    if (is("length")) {
        return whole(m_length);
    }
    if (is("row")) {
        return whole(m_row);
    }
    if (is("col") || is("col0")) {
        return whole(m_column - (is("col0") ? 1 : 0));
    }
    if (is("index") || is("index0")) {
        return whole(m_index + (is("index") ? 1 : 0));
    }
    if (is("rindex") || is("rindex0")) {
        return whole(m_length - m_index - (is("rindex0") ? 1 : 0));
    }
    if (is("first")) {
        return Value::boolean(m_index == 0);
    }
    if (is("last")) {
        return Value::boolean(isLast());
    }
    if (is("col_first")) {
        return Value::boolean(m_column == 1);
    }
    return is("col_last") ? std::optional(Value::boolean(isLastColumn())) : std::nullopt;
}

std::vector<std::string> RowLoopObject::names() const
{
    return {"col",    "col0", "col_first", "col_last", "first",   "index",
            "index0", "last", "length",    "rindex",   "rindex0", "row"};
}

} // namespace postweave::liquid
