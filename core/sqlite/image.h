// SPDX-License-Identifier: GPL-3.0-or-later
// DatabaseImage: a database in memory as bytes, made on one connection and read on another.
#pragma once

#include "core/sqlite/database.h"

#include <cstddef>
#include <memory>

namespace postweave::sqlite {

/// Movable between threads.
class DatabaseImage {
public:
    /// Of a database in memory, whose statements are done and which is in no transaction.
    [[nodiscard]] static Result<DatabaseImage> of(Database& database);

    [[nodiscard]] std::size_t size() const { return m_size; }

    /// Makes its tables known as `schema.TABLE` on another connection, which is in no transaction; until detach().
    [[nodiscard]] Result<void> attachTo(Database& database, std::string_view schema) &&;

private:
    friend class TableImage;
    struct Free {
        void operator()(unsigned char* bytes) const;
    };
    std::unique_ptr<unsigned char, Free> m_bytes;
    std::size_t m_size = 0;
};

/// Outside of a transaction.
[[nodiscard]] Result<void> detach(Database& database, std::string_view schema);

} // namespace postweave::sqlite
