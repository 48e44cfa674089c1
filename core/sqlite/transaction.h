// SPDX-License-Identifier: GPL-3.0-or-later
// Transaction: all or nothing, rolled back unless committed.
#pragma once

#include "core/sqlite/database.h"

namespace postweave::sqlite {

/// Takes the write lock at once, so that a commit cannot fail for another writer's sake. Not nested; the Database must
/// stay where it is meanwhile.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    /// Within an open transaction it does nothing and leaves commit and rollback to that one.
    [[nodiscard]] static Result<Transaction> join(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// On failure everything is rolled back.
    [[nodiscard]] Result<void> commit();
    void rollback();

private:
    explicit Transaction(Database* database) : m_database(database) {}
    Database* m_database; // nullptr: done, or joined
};

} // namespace postweave::sqlite
