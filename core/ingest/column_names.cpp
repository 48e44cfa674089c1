// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/column_names.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace postweave::ingest {

std::string fallTogether(const Column& first, const Column& second)
{
    return fmt::format("'{}' and '{}' both become {}; rename one of them", first.name, second.name, second.key);
}

std::optional<std::size_t> findExact(std::span<const Column> columns, std::string_view name)
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == name; });
    return found == columns.end() ? std::nullopt : std::optional<std::size_t>(found - columns.begin());
}

std::optional<std::size_t> findByKey(std::span<const Column> columns, std::string_view key)
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.key == key; });
    return found == columns.end() ? std::nullopt : std::optional<std::size_t>(found - columns.begin());
}

std::optional<std::size_t> findColumn(std::span<const Column> columns, std::string_view name)
{
    const auto exact = findExact(columns, name);
    return exact ? exact : findByKey(columns, toSnakeCase(name));
}

std::string listOf(std::span<const Column> columns)
{
    constexpr std::size_t kShown = 8;
    std::string text;
    for (const Column& column : columns.first(std::min(columns.size(), kShown))) {
        text += fmt::format("{}'{}'", text.empty() ? "" : ", ", column.name);
    }
    if (columns.size() > kShown) {
        text += fmt::format(" and {} more", columns.size() - kShown);
    }
    return text;
}

Error noSuchColumn(std::span<const Column> columns, std::string_view name)
{
    std::vector<std::string> names;
    for (const Column& column : columns) {
        names.push_back(column.name);
    }
    const std::string nearest = nearestOf(name, names);
    const std::string mend =
        nearest.empty() ? fmt::format("it has {}", listOf(columns)) : fmt::format("did you mean '{}'?", nearest);
    return Error{ErrorCode::InvalidInput, fmt::format("the file has no column '{}'; {}", name, mend), {}};
}

} // namespace postweave::ingest
