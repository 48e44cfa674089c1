// SPDX-License-Identifier: GPL-3.0-or-later
// Statement: a prepared SQL statement, its parameters and its rows.
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace postweave::sqlite {

class StatementCache;

/// Made by Database::prepare, which must outlive it; one thread at a time. A failing bind is reported by the next step.
class Statement {
public:
    Statement() = default;
    /// Owns the handle; `home` gets it back, and outlives this; nullptr: nobody does.
    explicit Statement(sqlite3_stmt* handle, StatementCache* home = nullptr) : m_handle(handle), m_home(home) {}
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

    /// Parameters count from 1. Text and bytes are not copied: they live until the statement is reset or stepped to its
    /// end.
    void bindNull(int index);
    void bind(int index, std::int64_t value);
    void bind(int index, double value);
    void bind(int index, std::string_view text);
    void bind(int index, std::span<const std::byte> bytes);
    void bind(int index, std::optional<std::int64_t> value);
    /// The value of another statement's row as it is, of whatever type.
    void bindFrom(int index, const Statement& row, int column);

    /// True: a row stands ready; false: done. After done or an error, reset() before the next use.
    [[nodiscard]] Result<bool> step();
    /// For statements whose rows do not matter: steps to the end and resets.
    [[nodiscard]] Result<void> run();
    /// Ready for another run; bindings stay.
    void reset();

    /// Columns count from 0; valid while a row stands. Text and bytes live until the next step or reset.
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] bool isNumber(int column) const; ///< stored as REAL
    [[nodiscard]] bool isText(int column) const;   ///< stored as TEXT
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double number(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::span<const std::byte> bytes(int column) const;
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }

private:
    [[nodiscard]] tl::unexpected<Error> failure(int code) const;
    void note(int code);

    sqlite3_stmt* m_handle = nullptr;
    StatementCache* m_home = nullptr;
    int m_bindFailure = 0;
};

} // namespace postweave::sqlite
