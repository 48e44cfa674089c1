// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/transaction.h"

#include <utility>

namespace postweave::sqlite {

Result<Transaction> Transaction::begin(Database& database)
{
    const Result<void> begun = database.execute("BEGIN IMMEDIATE");
    if (!begun) {
        return fail(begun.error());
    }
    return Transaction(&database);
}

Result<Transaction> Transaction::join(Database& database)
{
    if (database.inTransaction()) {
        return Transaction(nullptr);
    }
    return begin(database);
}

Transaction::Transaction(Transaction&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction()
{
    rollback();
}

Result<void> Transaction::commit()
{
    if (m_database == nullptr) {
        return {};
    }
    Result<void> committed = m_database->execute("COMMIT");
    if (committed) {
        m_database = nullptr;
    } else {
        rollback();
    }
    return committed;
}

void Transaction::rollback()
{
    Database* database = std::exchange(m_database, nullptr);
    // SQLite itself rolls back after some failures (disk full, for one).
    if (database != nullptr && database->inTransaction()) {
        static_cast<void>(database->execute("ROLLBACK"));
    }
}

} // namespace postweave::sqlite
