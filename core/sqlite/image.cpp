// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/image.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include <sqlite3.h>

namespace postweave::sqlite {

void DatabaseImage::Free::operator()(unsigned char* bytes) const
{
    sqlite3_free(bytes);
}

Result<DatabaseImage> DatabaseImage::of(Database& database)
{
    sqlite3_int64 size = 0;
    DatabaseImage image;
    image.m_bytes.reset(sqlite3_serialize(database.handle(), "main", &size, 0));
    if (image.m_bytes == nullptr) {
        return fail(ErrorCode::LimitExceeded, "no memory for a copy of a table");
    }
    image.m_size = static_cast<std::size_t>(size);
    return image;
}

Result<void> DatabaseImage::attachTo(Database& database, std::string_view schema) &&
{
    const std::string name(schema);
    if (Result<void> attached = database.execute(fmt::format("ATTACH ':memory:' AS {}", name)); !attached) {
        return attached;
    }
    const auto size = static_cast<sqlite3_int64>(m_size);
    // Frees the bytes even where it fails.
    const int code = sqlite3_deserialize(database.handle(), name.c_str(), m_bytes.release(), size, size,
                                         SQLITE_DESERIALIZE_FREEONCLOSE);
    if (code != SQLITE_OK) {
        static_cast<void>(detach(database, schema));
        return fail(ErrorCode::Internal, fmt::format("SQLite: {}", sqlite3_errstr(code)));
    }
    return {};
}

Result<void> detach(Database& database, std::string_view schema)
{
    return database.execute(fmt::format("DETACH {}", schema));
}

} // namespace postweave::sqlite
