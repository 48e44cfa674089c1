// SPDX-License-Identifier: GPL-3.0-or-later
// ValueList: values that a fact could be changed to. Private to core/segment.
#pragma once

#include "core/base/value.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace postweave::segment {

/// Collects values, each once, in order. An empty list is no value.
class ValueList {
public:
    void add(Value value)
    {
        const bool isEmptyList = std::holds_alternative<TextList>(value) && std::get<TextList>(value).empty();
        if (!isEmptyList && std::find(m_values.begin(), m_values.end(), value) == m_values.end()) {
            m_values.push_back(std::move(value));
        }
    }
    void add(std::vector<Value> values)
    {
        for (Value& value : values) {
            add(std::move(value));
        }
    }
    [[nodiscard]] const std::vector<Value>& values() const { return m_values; }
    [[nodiscard]] std::vector<Value>& values() { return m_values; }

private:
    std::vector<Value> m_values;
};

} // namespace postweave::segment
