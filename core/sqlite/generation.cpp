// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/generation.h"

#include "core/sqlite/counter.h"

#include <random>

namespace postweave::sqlite {

namespace {

/// Positive: a counter's column holds signed integers.
std::int64_t drawToken()
{
    static thread_local std::random_device random; // opening it costs more than drawing from it
    const std::uint64_t bits = (std::uint64_t{random()} << 32U) | random();
    return static_cast<std::int64_t>(bits >> 1U) | 1;
}

Result<void> setCounter(Database& database, std::string_view name, std::int64_t value)
{
    Result<Statement> replace = database.prepare("INSERT OR REPLACE INTO counter(name, value) VALUES(?, ?)");
    if (!replace) {
        return fail(replace.error());
    }
    replace->bind(1, name);
    replace->bind(2, value);
    return replace->run();
}

} // namespace

Result<void> raiseGeneration(Database& database, Written written)
{
    const Result<std::int64_t> raised = raiseCounter(database, kGeneration);
    if (!raised) {
        return fail(raised.error());
    }
    const std::int64_t token = drawToken();
    Result<void> done = setCounter(database, kDataToken, token);
    if (done && written == Written::Profiles) {
        done = setCounter(database, kProfilesToken, token);
    }
    return done;
}

} // namespace postweave::sqlite
