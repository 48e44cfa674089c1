// SPDX-License-Identifier: GPL-3.0-or-later
// What a loop tells its body: `forloop` and `tablerowloop`.
#pragma once

#include "core/liquid/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::liquid {

/// `forloop`. Lives as long as its render, so that a template may keep it in a variable.
class LoopObject final : public Object {
public:
    LoopObject();
    void begin(std::string_view name, std::int64_t length, const LoopObject* parent);
    void advance() { ++m_index; }
    [[nodiscard]] std::optional<Value> lookup(const Key& key, Arena& arena) const override;
    [[nodiscard]] std::uint32_t slotOf(const Key& key) const override;
    [[nodiscard]] Value at(std::uint32_t slot, Arena& arena) const override;
    [[nodiscard]] std::string text() const override { return "Liquid::ForloopDrop"; }
    [[nodiscard]] std::vector<std::string> names() const override;

private:
    std::string_view m_name;
    std::int64_t m_length = 0;
    std::int64_t m_index = 0;
    const LoopObject* m_parent = nullptr;
};

/// `tablerowloop`.
class RowLoopObject final : public Object {
public:
    void begin(std::int64_t length, std::int64_t columns);
    void advance();
    [[nodiscard]] std::optional<Value> lookup(const Key& key, Arena& arena) const override;
    [[nodiscard]] std::string text() const override { return "Liquid::TablerowloopDrop"; }
    [[nodiscard]] std::vector<std::string> names() const override;

    [[nodiscard]] std::int64_t column() const { return m_column; }
    [[nodiscard]] std::int64_t row() const { return m_row; }
    [[nodiscard]] bool isLastColumn() const { return m_column == m_columns; }
    [[nodiscard]] bool isLast() const { return m_index == m_length - 1; }

private:
    std::int64_t m_length = 0;
    std::int64_t m_columns = 0;
    std::int64_t m_index = 0;
    std::int64_t m_row = 1;
    std::int64_t m_column = 1;
};

} // namespace postweave::liquid
