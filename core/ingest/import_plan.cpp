// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/import_plan.h"

#include "core/base/json.h"
#include "core/event/event_store.h"
#include "core/ingest/column_names.h"
#include "core/ingest/conversion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace postweave::ingest {

namespace {

constexpr std::string_view kEmail = "email";
constexpr std::array<std::string_view, 6> kKeys{"id", "customer_id", "user_id", "profile_id", "external_id", kEmail};
constexpr std::array<std::string_view, 4> kProfiles{"profile_id", "customer_id", "user_id", kEmail};
constexpr std::array<std::string_view, 4> kTypes{"type", "event", "event_type", "event_name"};
constexpr std::array<std::string_view, 6> kTimes{"at", "ts", "time", "timestamp", "date", "occurred_at"};
constexpr std::array<std::string_view, 3> kIds{"event_id", "message_id", "id"};
constexpr std::array<std::string_view, 5> kAddresses{kEmail, "e_mail", "email_address", "e_mail_address", "mail"};

std::string constantText(const Value& value)
{
    const Json json = toJson(value, TimeZone());
    return json.is_string() ? json.get<std::string>() : toText(json);
}

/// Puts a plan together; the first fault ends it.
class Planner {
public:
    Planner(std::span<const Column> columns, const Mapping* mapping) : m_columns(columns), m_mapping(mapping)
    {
        m_used.resize(columns.size());
        m_role.resize(columns.size());
    }

    Result<void> begin(MappingKind kind)
    {
        if (m_mapping == nullptr) {
            return {};
        }
        if (m_mapping->kind != kind) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the mapping is one for {}; import it so, or take another mapping",
                                    kind == MappingKind::Profiles ? "events" : "profiles"),
                        place("$.kind"));
        }
        for (std::size_t i = 0; i < m_mapping->ignore.size(); ++i) {
            const auto column = columnNamed(m_mapping->ignore[i], childPath("$.ignore", i));
            if (!column) {
                return fail(column.error());
            }
            m_used[*column] = true;
            m_role[*column] = true;
        }
        return {};
    }

    Result<std::size_t> columnNamed(const std::string& name, const std::string& path) const
    {
        if (const auto column = findExact(m_columns, name)) {
            return *column;
        }
        Error error = noSuchColumn(m_columns, name);
        error.where = place(path);
        return fail(std::move(error));
    }

    std::optional<std::size_t> firstOf(std::span<const std::string_view> keys) const
    {
        for (const std::string_view key : keys) {
            if (const auto column = findByKey(m_columns, key); column && !m_role[*column]) {
                return column;
            }
        }
        return std::nullopt;
    }

    /// From the mapping where it tells the role, else by the column's name, else nothing.
    Result<std::optional<PlannedValue>> role(const std::optional<MappedValue>& mapped, const std::string& path)
    {
        if (!mapped) {
            return std::optional<PlannedValue>();
        }
        auto planned = plan("", *mapped, path);
        if (!planned) {
            return fail(planned.error());
        }
        take(planned->column);
        return std::optional(*std::move(planned));
    }

    void findRole(std::optional<PlannedValue>& value, std::span<const std::string_view> keys)
    {
        if (value) {
            return;
        }
        if (const auto column = firstOf(keys)) {
            value.emplace();
            value->column = *column;
            take(*column);
        }
    }

    void take(std::size_t column)
    {
        if (column != kNoColumn) {
            m_used[column] = true;
            m_role[column] = true;
        }
    }

    [[nodiscard]] bool isEmail(std::size_t column) const
    {
        return column != kNoColumn && m_columns[column].key == kEmail;
    }

    Result<std::vector<PlannedValue>> values()
    {
        if (m_mapping != nullptr) {
            const std::string parent = m_mapping->kind == MappingKind::Profiles ? "$.attributes" : "$.properties";
            for (const NamedValue& value : m_mapping->values) {
                auto planned = plan(value.name, value.value, childPath(parent, value.name));
                if (!planned) {
                    return fail(planned.error());
                }
                if (planned->column != kNoColumn) {
                    m_used[planned->column] = true;
                }
                m_values.push_back(*std::move(planned));
            }
        }
        const Result<void> rest = m_mapping == nullptr || m_mapping->keepRest ? keepRest() : Result<void>();
        return rest.and_then([&] { return checkLengths(); }).map([&] { return std::move(m_values); });
    }

    /// Adds a column under its converted name.
    void keep(std::size_t column)
    {
        PlannedValue value;
        value.name = m_columns[column].key;
        value.column = column;
        m_values.push_back(std::move(value));
    }

private:
    ErrorLocation place(const std::string& path) const
    {
        return {m_mapping == nullptr ? "" : m_mapping->file, 0, 0, path};
    }

    Result<PlannedValue> plan(const std::string& name, const MappedValue& mapped, const std::string& path) const
    {
        PlannedValue value;
        value.name = name;
        value.path = path;
        if (const auto* constant = std::get_if<ConstantValue>(&mapped)) {
            value.constant = constant->value;
            value.constantText = constantText(constant->value);
            return value;
        }
        const auto& column = std::get<ColumnValue>(mapped);
        const auto found = columnNamed(column.column, path);
        if (!found) {
            return fail(found.error());
        }
        value.column = *found;
        value.type = column.type;
        value.dateFormat = column.dateFormat;
        value.separator = column.separator;
        return value;
    }

    Result<void> checkLengths() const
    {
        const auto tooLong = std::find_if(m_values.begin(), m_values.end(), [](const PlannedValue& value) {
            return value.name.size() > event::kMaxNameBytes;
        });
        if (tooLong == m_values.end()) {
            return {};
        }
        return fail(ErrorCode::LimitExceeded,
                    fmt::format("the name {} is longer than {} bytes; map the column to a shorter one",
                                inQuotes(tooLong->name), event::kMaxNameBytes),
                    place(tooLong->path));
    }

    Result<void> keepRest()
    {
        std::unordered_map<std::string, std::size_t> named;
        for (const PlannedValue& value : m_values) {
            named.emplace(value.name, value.column);
        }
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            if (m_used[i]) {
                continue;
            }
            if (const auto same = named.find(m_columns[i].key); same != named.end()) {
                const std::string other =
                    same->second == kNoColumn ? "a constant" : "'" + m_columns[same->second].name + "'";
                return fail(
                    ErrorCode::InvalidInput,
                    fmt::format("{} and the column '{}' both become {}; ignore the column, or map it to another name",
                                other, m_columns[i].name, m_columns[i].key),
                    place(""));
            }
            keep(i);
        }
        return {};
    }

    std::span<const Column> m_columns;
    const Mapping* m_mapping;
    std::vector<bool> m_used; // not to be kept as a value of its own name
    std::vector<bool> m_role; // not to be found as a role by its name
    std::vector<PlannedValue> m_values;
};

Error noRole(std::span<const Column> columns, std::string_view what, std::span<const std::string_view> keys,
             std::string_view mend)
{
    return Error{ErrorCode::InvalidInput,
                 fmt::format("no column tells {}: none is called {}; it has {}; {}", what, fmt::join(keys, ", "),
                             listOf(columns), mend),
                 {}};
}

Result<std::size_t> findKey(Planner& planner, std::span<const Column> columns, const Mapping* mapping,
                            std::string_view key)
{
    if (!key.empty()) {
        const auto column = findColumn(columns, key);
        return column ? Result<std::size_t>(*column) : fail(noSuchColumn(columns, key));
    }
    if (mapping != nullptr && !mapping->key.empty()) {
        return planner.columnNamed(mapping->key, "$.key");
    }
    if (const auto column = planner.firstOf(kKeys)) {
        return *column;
    }
    return fail(noRole(columns, "a profile's key", kKeys, "name one as the key"));
}

Cell cellOfConstant(const Value& value, std::string_view text)
{
    Cell cell;
    cell.text = text;
    cell.kind = CellKind::String;
    if (const bool* boolean = std::get_if<bool>(&value)) {
        cell.kind = CellKind::Boolean;
        cell.boolean = *boolean;
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        cell.kind = CellKind::Integer;
        cell.integer = *integer;
    } else if (const double* number = std::get_if<double>(&value)) {
        cell.kind = CellKind::Number;
        cell.number = *number;
    } else if (const auto* list = std::get_if<TextList>(&value)) {
        cell.kind = CellKind::List;
        cell.list = list;
    }
    return cell;
}

} // namespace

Cell PlannedValue::cellWithoutColumn() const
{
    return column == kNoColumn ? cellOfConstant(constant, constantText) : Cell{};
}

Result<ProfilePlan> planProfiles(std::span<const Column> columns, const Mapping* mapping, std::string_view key)
{
    Planner planner(columns, mapping);
    if (const Result<void> begun = planner.begin(MappingKind::Profiles); !begun) {
        return fail(begun.error());
    }
    const Result<std::size_t> keyColumn = findKey(planner, columns, mapping, key);
    if (!keyColumn) {
        return fail(keyColumn.error());
    }
    planner.take(*keyColumn);
    Result<std::vector<PlannedValue>> values = planner.values();
    if (!values) {
        return fail(values.error());
    }
    ProfilePlan plan{*keyColumn, *std::move(values)};
    const auto isEmail = [](const PlannedValue& value) { return value.name == kEmail; };
    if (planner.isEmail(*keyColumn) && std::none_of(plan.values.begin(), plan.values.end(), isEmail)) {
        plan.values.emplace_back();
        plan.values.back().name = kEmail;
        plan.values.back().column = *keyColumn;
    }
    return plan;
}

Result<EventPlan> planEvents(std::span<const Column> columns, const Mapping* mapping)
{
    static const Mapping kNone{MappingKind::Events, {}, {}, {}, {}, {}, {}, {}, true, {}};
    const Mapping& told = mapping == nullptr ? kNone : *mapping;
    Planner planner(columns, mapping);
    if (const Result<void> begun = planner.begin(MappingKind::Events); !begun) {
        return fail(begun.error());
    }
    struct Role {
        const std::optional<MappedValue>& told;
        std::string path;
        std::span<const std::string_view> keys;
        std::string_view what; // empty: may be missing
        std::string_view mend;
        std::optional<PlannedValue> found;
    };
    std::array<Role, 4> roles{{{told.profile, "$.profile", kProfiles, "an event's profile", "name it in a mapping", {}},
                               {told.type,
                                "$.type",
                                kTypes,
                                "an event's type",
                                R"(name it in a mapping, or write "type": {"value": "purchase"} there)",
                                {}},
                               {told.time, "$.time", kTimes, "an event's time", "name it in a mapping", {}},
                               {told.id, "$.id", kIds, "", "", {}}}};
    for (Role& role : roles) {
        auto found = planner.role(role.told, role.path);
        if (!found) {
            return fail(found.error());
        }
        role.found = *std::move(found);
    }
    for (Role& role : roles) {
        planner.findRole(role.found, role.keys);
        if (!role.found && !role.what.empty()) {
            return fail(noRole(columns, role.what, role.keys, role.mend));
        }
    }
    Result<std::vector<PlannedValue>> values = planner.values();
    if (!values) {
        return fail(values.error());
    }
    const bool email = planner.isEmail(roles[0].found->column);
    return EventPlan{*std::move(roles[0].found),
                     *std::move(roles[1].found),
                     *std::move(roles[2].found),
                     std::move(roles[3].found),
                     email,
                     *std::move(values)};
}

MappingKind guessKind(std::span<const Column> columns)
{
    return planEvents(columns, nullptr) ? MappingKind::Events : MappingKind::Profiles;
}

Mapping suggestMapping(std::span<const Column> columns, MappingKind kind)
{
    Mapping mapping;
    mapping.kind = kind;
    Planner planner(columns, nullptr);
    const auto columnOf = [&](const std::optional<std::size_t>& column) {
        return column ? std::optional<MappedValue>(ColumnValue{columns[*column].name, {}, {}, ""}) : std::nullopt;
    };
    const auto takeFirst = [&](std::span<const std::string_view> keys) {
        const auto column = planner.firstOf(keys);
        planner.take(column.value_or(kNoColumn));
        return column;
    };
    if (kind == MappingKind::Profiles) {
        const auto address = planner.firstOf(kAddresses);
        const auto key = takeFirst(kKeys);
        mapping.key = key ? columns[*key].name : "";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i != key || i == address) {
                mapping.values.push_back({i == address ? std::string(kEmail) : columns[i].key, *columnOf(i)});
            }
        }
        return mapping;
    }
    const std::array<std::optional<std::size_t>, 4> roles{takeFirst(kProfiles), takeFirst(kTypes), takeFirst(kTimes),
                                                          takeFirst(kIds)};
    mapping.profile = columnOf(roles[0]);
    mapping.type = columnOf(roles[1]);
    mapping.time = columnOf(roles[2]);
    mapping.id = columnOf(roles[3]);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (std::find(roles.begin(), roles.end(), i) == roles.end()) {
            mapping.values.push_back({columns[i].key, *columnOf(i)});
        }
    }
    return mapping;
}

} // namespace postweave::ingest
