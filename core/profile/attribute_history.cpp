// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/attribute_history.h"

#include <limits>

namespace postweave::profile {

namespace {

constexpr std::int64_t kEver = std::numeric_limits<std::int64_t>::max();

} // namespace

Result<AttributeHistory> AttributeHistory::prepare(sqlite::Database& database)
{
    Result<sqlite::Statement> latest =
        database.prepare("SELECT at, value FROM attribute_history WHERE attribute = ? AND profile = ? AND at <= ? "
                         "ORDER BY at DESC LIMIT 1");
    Result<sqlite::Statement> put =
        database.prepare("INSERT INTO attribute_history(attribute, profile, at, value) VALUES(?, ?, ?, ?) "
                         "ON CONFLICT(attribute, profile, at) DO UPDATE SET value = excluded.value");
    if (!latest || !put) {
        return fail(!latest ? latest.error() : put.error());
    }
    AttributeHistory history;
    history.m_latest = std::move(*latest);
    history.m_put = std::move(*put);
    return history;
}

Result<bool> AttributeHistory::hasRows(ProfileId profile, AttributeId attribute)
{
    m_latest.reset();
    m_latest.bind(1, attribute.value);
    m_latest.bind(2, profile.value);
    m_latest.bind(3, kEver);
    return m_latest.step();
}

Result<bool> AttributeHistory::hasRowAt(ProfileId profile, AttributeId attribute, std::int64_t at)
{
    m_latest.reset();
    m_latest.bind(1, attribute.value);
    m_latest.bind(2, profile.value);
    m_latest.bind(3, at);
    const Result<bool> row = m_latest.step();
    if (!row) {
        return row;
    }
    return *row && m_latest.integer(0) == at;
}

Result<void> AttributeHistory::put(ProfileId profile, AttributeId attribute, std::int64_t at, const StoredValue& value)
{
    m_put.bind(1, attribute.value);
    m_put.bind(2, profile.value);
    m_put.bind(3, at);
    bindStored(m_put, 4, value);
    return m_put.run();
}

Result<void> AttributeHistory::makeExplicit(const StandingValue& standing)
{
    if (standing.value.kind == StoredValue::Kind::Missing) {
        return {};
    }
    return put(standing.profile, standing.attribute, standing.since, standing.value);
}

Result<void> AttributeHistory::replace(const StandingValue& standing, const StoredValue& next, std::int64_t at)
{
    const Result<bool> known = hasRows(standing.profile, standing.attribute);
    if (!known) {
        return fail(known.error());
    }
    if (!*known) {
        if (at == standing.since) {
            return {};
        }
        if (Result<void> done = makeExplicit(standing); !done) {
            return done;
        }
    }
    return put(standing.profile, standing.attribute, at, next);
}

Result<bool> AttributeHistory::insertEarlier(const StandingValue& standing, const StoredValue& value, std::int64_t at,
                                             std::int64_t seenAgain)
{
    const Result<bool> known = hasRows(standing.profile, standing.attribute);
    if (!known) {
        return known;
    }
    if (!*known) {
        if (Result<void> done = makeExplicit(standing); !done) {
            return fail(done.error());
        }
    }
    const Result<bool> resumes = hasRowAt(standing.profile, standing.attribute, seenAgain);
    if (!resumes) {
        return resumes;
    }
    Result<bool> earlier = hasRowAt(standing.profile, standing.attribute, at);
    if (!earlier) {
        return earlier;
    }
    m_latest.reset();
    earlier = m_latest.step();
    if (!earlier) {
        return earlier;
    }
    StoredValue before = *earlier ? readStored(m_latest, 1) : StoredValue{};
    if (before == value) {
        return false;
    }
    m_text = before.text;
    before.text = m_text;
    if (!*resumes) {
        if (Result<void> done = put(standing.profile, standing.attribute, seenAgain, before); !done) {
            return fail(done.error());
        }
    }
    if (Result<void> done = put(standing.profile, standing.attribute, at, value); !done) {
        return fail(done.error());
    }
    return true;
}

Result<Value> AttributeHistory::valueAt(const StandingValue& standing, ValueType type, std::int64_t at)
{
    m_latest.reset();
    m_latest.bind(1, standing.attribute.value);
    m_latest.bind(2, standing.profile.value);
    m_latest.bind(3, at);
    Result<bool> row = m_latest.step();
    if (!row) {
        return fail(row.error());
    }
    if (*row) {
        return fromStored(readStored(m_latest, 1), type);
    }
    row = hasRows(standing.profile, standing.attribute);
    if (!row) {
        return fail(row.error());
    }
    return *row || at < standing.since ? Value() : fromStored(standing.value, type);
}

} // namespace postweave::profile
