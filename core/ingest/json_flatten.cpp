// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/json_flatten.h"

#include "core/base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace postweave::ingest {

namespace {

Cell cellOf(CellKind kind, std::string_view text = {})
{
    Cell cell;
    cell.kind = kind;
    cell.text = text;
    return cell;
}

std::string quotedJson(const std::string& text)
{
    return nlohmann::json(text).dump();
}

/// Compact JSON text, put together from a parser's events.
class JsonText {
public:
    [[nodiscard]] bool isOpen() const { return m_depth > 0; }

    void open(char bracket)
    {
        separate();
        m_text += bracket;
        m_first = true;
        ++m_depth;
    }

    void close(char bracket)
    {
        m_text += bracket;
        m_first = false;
        --m_depth;
    }

    void key(const std::string& name)
    {
        separate();
        m_text += quotedJson(name) + ':';
        m_first = true;
    }

    void value(std::string_view json)
    {
        separate();
        m_text += json;
    }

    [[nodiscard]] std::string take()
    {
        m_first = true;
        return std::exchange(m_text, {});
    }

private:
    void separate()
    {
        if (!m_first) {
            m_text += ',';
        }
        m_first = false;
    }

    std::string m_text;
    bool m_first = true;
    int m_depth = 0;
};

} // namespace

/// Takes the parser's events: an object's members become leaves, an array's elements those of a list, what lies deeper
/// than that compact text.
class FlattenEvents : public nlohmann::json_sax<nlohmann::json> {
public:
    FlattenEvents(JsonFlattener& out, std::string_view line) : m_out(out), m_line(line) {}

    bool null() override
    {
        if (m_element.isOpen()) {
            m_element.value("null");
            return true;
        }
        return m_list != nullptr || put(cellOf(CellKind::Missing));
    }

    bool boolean(bool value) override
    {
        Cell cell = cellOf(CellKind::Boolean, value ? "true" : "false");
        cell.boolean = value;
        return scalar(cell);
    }

    bool number_integer(number_integer_t value) override
    {
        Cell cell = cellOf(CellKind::Integer, m_out.keep(std::to_string(value)));
        cell.integer = value;
        return scalar(cell);
    }

    bool number_unsigned(number_unsigned_t value) override
    {
        if (value <= static_cast<number_unsigned_t>(INT64_MAX)) {
            return number_integer(static_cast<number_integer_t>(value));
        }
        return number_float(static_cast<double>(value), std::to_string(value));
    }

    bool number_float(number_float_t value, const string_t& text) override
    {
        Cell cell = cellOf(CellKind::Number, m_out.keep(text));
        cell.number = value;
        return scalar(cell);
    }

    bool string(string_t& value) override
    {
        if (value.find('\0') != std::string::npos) {
            return stop("a NUL in a text");
        }
        if (m_element.isOpen()) {
            m_element.value(quotedJson(value));
            return true;
        }
        const std::string_view text = m_out.keep(std::move(value));
        return scalar(cellOf(text.empty() ? CellKind::Missing : CellKind::String, text));
    }

    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override
    {
        if (++m_depth > kMaxJsonDepth) {
            return stop(fmt::format("nested deeper than {} levels", kMaxJsonDepth));
        }
        if (m_list != nullptr) {
            m_element.open('{');
            return true;
        }
        if (m_depth > 1) {
            m_out.m_objects.push_back(m_out.keep(m_path));
        }
        m_bases.push_back(m_path.size());
        return true;
    }

    bool key(string_t& name) override
    {
        if (name.empty() || name.find('\0') != std::string::npos) {
            return stop(name.empty() ? "an empty key" : "a NUL in a key");
        }
        if (m_element.isOpen()) {
            m_element.key(name);
            return true;
        }
        m_path.resize(m_bases.back());
        m_path += (m_path.empty() ? "" : ".") + name;
        return true;
    }

    bool end_object() override
    {
        --m_depth;
        if (m_element.isOpen()) {
            m_element.close('}');
            return endElement();
        }
        m_bases.pop_back();
        return true;
    }

    bool start_array(std::size_t) override
    {
        if (m_depth == 0) {
            return stop(std::string(kNoObject));
        }
        if (++m_depth > kMaxJsonDepth) {
            return stop(fmt::format("nested deeper than {} levels", kMaxJsonDepth));
        }
        if (m_list != nullptr) {
            m_element.open('[');
        } else {
            m_list = &m_out.newList();
        }
        return true;
    }

    bool end_array() override
    {
        --m_depth;
        if (m_element.isOpen()) {
            m_element.close(']');
            return endElement();
        }
        const TextList* list = std::exchange(m_list, nullptr);
        Cell cell = cellOf(list->empty() ? CellKind::Missing : CellKind::List);
        cell.list = list;
        return put(cell);
    }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override
    {
        const std::size_t offset = std::min(position == 0 ? 0 : position - 1, m_line.size());
        const bool range = dynamic_cast<const nlohmann::detail::out_of_range*>(&error) != nullptr;
        const char* what = range                     ? "a number too large"
                           : offset >= m_line.size() ? "this JSON ends too early"
                                                     : "no JSON";
        return stop(fmt::format("{} at character {}", what, countCodePoints(m_line.substr(0, offset)) + 1));
    }

private:
    static constexpr std::string_view kNoObject = "no JSON object; each line must be one, in braces";

    bool stop(std::string fault)
    {
        m_out.m_fault = std::move(fault);
        return false;
    }

    bool scalar(const Cell& cell)
    {
        if (m_depth == 0) {
            return stop(std::string(kNoObject));
        }
        if (m_element.isOpen()) {
            m_element.value(cell.text);
            return true;
        }
        if (m_list != nullptr) {
            m_list->emplace_back(cell.text);
            return true;
        }
        return put(cell);
    }

    bool endElement()
    {
        if (!m_element.isOpen()) {
            m_list->push_back(m_element.take());
        }
        return true;
    }

    bool put(const Cell& cell)
    {
        if (m_depth == 0) {
            return stop(std::string(kNoObject));
        }
        m_out.m_leaves.push_back({m_out.keep(m_path), cell});
        return true;
    }

    JsonFlattener& m_out;
    std::string_view m_line;
    std::string m_path;
    std::vector<std::size_t> m_bases; // length of the path before each open object's keys
    TextList* m_list = nullptr;
    JsonText m_element;
    int m_depth = 0;
};

void JsonFlattener::clear()
{
    m_leaves.clear();
    m_objects.clear();
    m_textCount = 0;
    m_listCount = 0;
    m_fault.clear();
}

std::string_view JsonFlattener::keep(std::string text)
{
    if (m_textCount == m_texts.size()) {
        m_texts.emplace_back();
    }
    std::string& kept = m_texts[m_textCount++];
    kept = std::move(text);
    return kept;
}

TextList& JsonFlattener::newList()
{
    if (m_listCount == m_lists.size()) {
        m_lists.emplace_back();
    }
    TextList& list = m_lists[m_listCount++];
    list.clear();
    return list;
}

bool JsonFlattener::findRepeated()
{
    m_sorted = m_objects;
    for (const Leaf& leaf : m_leaves) {
        m_sorted.push_back(leaf.path);
    }
    std::sort(m_sorted.begin(), m_sorted.end());
    const auto repeated = std::adjacent_find(m_sorted.begin(), m_sorted.end());
    if (repeated == m_sorted.end()) {
        return false;
    }
    m_fault = fmt::format("the key '{}' occurs twice", *repeated);
    return true;
}

bool JsonFlattener::flatten(std::string_view line)
{
    clear();
    FlattenEvents events(*this, line);
    const bool parsed = nlohmann::json::sax_parse(line.begin(), line.end(), &events);
    if (!parsed && m_fault.empty()) {
        m_fault = "no JSON";
    }
    return parsed && !findRepeated();
}

} // namespace postweave::ingest
