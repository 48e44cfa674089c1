// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/tags/loop_object.h"

namespace postweave::liquid {

namespace {

Value whole(std::int64_t number)
{
    return Value::integer(number);
}

} // namespace

void LoopObject::begin(std::string_view name, std::int64_t length, const LoopObject* parent)
{
    m_name = name;
    m_length = length;
    m_index = 0;
    m_parent = parent;
}

std::optional<Value> LoopObject::lookup(const Key& key, Arena&) const
{
    const std::string_view name = key.text;
    if (name == "index") {
        return whole(m_index + 1);
    }
    if (name == "index0") {
        return whole(m_index);
    }
    if (name == "first") {
        return Value::boolean(m_index == 0);
    }
    if (name == "last") {
        return Value::boolean(m_index == m_length - 1);
    }
    if (name == "length") {
        return whole(m_length);
    }
    if (name == "rindex") {
        return whole(m_length - m_index);
    }
    if (name == "rindex0") {
        return whole(m_length - m_index - 1);
    }
    if (name == "parentloop") {
        return m_parent == nullptr ? Value() : Value::object(*m_parent);
    }
    return name == "name" ? std::optional(Value::text(m_name)) : std::nullopt;
}

std::vector<std::string> LoopObject::names() const
{
    return {"first", "index", "index0", "last", "length", "name", "parentloop", "rindex", "rindex0"};
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
