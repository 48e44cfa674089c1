// SPDX-License-Identifier: GPL-3.0-or-later
// AttributeHistory: the change points of one profile's attribute. Private to core/profile.
#pragma once

#include "core/profile/stored_value.h"
#include "core/sqlite/database.h"

namespace postweave::profile {

/// What an upsert knows of the value that stands.
struct StandingValue {
    ProfileId profile;
    AttributeId attribute;
    std::int64_t since = 0; ///< of the profile
    StoredValue value;
};

/// Prepared once a batch.
class AttributeHistory {
public:
    [[nodiscard]] static Result<AttributeHistory> prepare(sqlite::Database& database);

    /// Notes that `next` replaces the value that stands as of `at`, which nothing seen later contradicts.
    [[nodiscard]] Result<void> replace(const StandingValue& standing, const StoredValue& next, std::int64_t at);
    /// Notes that the value was `value` from `at` until `seenAgain`, the next time anything was seen of it; what stands
    /// today stays. True if that was news.
    [[nodiscard]] Result<bool> insertEarlier(const StandingValue& standing, const StoredValue& value, std::int64_t at,
                                             std::int64_t seenAgain);
    /// The value at a moment.
    [[nodiscard]] Result<Value> valueAt(const StandingValue& standing, ValueType type, std::int64_t at);

private:
    AttributeHistory() = default;
    [[nodiscard]] Result<bool> hasRows(ProfileId profile, AttributeId attribute);
    [[nodiscard]] Result<bool> hasRowAt(ProfileId profile, AttributeId attribute, std::int64_t at);
    [[nodiscard]] Result<void> put(ProfileId profile, AttributeId attribute, std::int64_t at, const StoredValue& value);
    /// Makes the default (it stands since `since`) an explicit change point.
    [[nodiscard]] Result<void> makeExplicit(const StandingValue& standing);

    sqlite::Statement m_latest; // the last change point at or before a moment
    sqlite::Statement m_put;
    std::string m_text; // holds the text of what m_latest found
};

} // namespace postweave::profile
