// SPDX-License-Identifier: GPL-3.0-or-later
// JsonFlattener: one JSON object as a flat list of dotted names and values.
#pragma once

#include "core/ingest/record.h"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::ingest {

/// Nested objects become dotted names, arrays lists of text (their elements as they stand: text itself, numbers and
/// booleans as written, objects and arrays within as compact JSON; null is left out). Reuses its memory.
class JsonFlattener {
public:
    struct Leaf {
        std::string_view path;
        Cell cell;
    };

    /// True if `line` is one JSON object; leaves() holds its values in order, until the next call. Otherwise fault()
    /// says why not: no JSON, no object, a repeated or empty key, nested too deeply, a NUL, a number out of range.
    [[nodiscard]] bool flatten(std::string_view line);
    [[nodiscard]] const std::vector<Leaf>& leaves() const { return m_leaves; }
    [[nodiscard]] const std::string& fault() const { return m_fault; }

private:
    friend class FlattenEvents;

    void clear();
    [[nodiscard]] bool findRepeated();
    std::string_view keep(std::string text);
    TextList& newList();

    std::vector<Leaf> m_leaves;
    std::vector<std::string_view> m_objects; // paths of objects, which may not repeat either
    std::vector<std::string_view> m_sorted;
    std::deque<std::string> m_texts;
    std::size_t m_textCount = 0;
    std::deque<TextList> m_lists;
    std::size_t m_listCount = 0;
    std::string m_fault;
};

} // namespace postweave::ingest
