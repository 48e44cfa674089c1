// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/id_runs.h"

#include <algorithm>
#include <limits>

namespace postweave::profile {

namespace {

void append(std::vector<IdRuns::Run>& runs, IdRuns::Run next)
{
    if (!runs.empty() && next.first - 1 <= runs.back().last) {
        runs.back().last = std::max(runs.back().last, next.last);
    } else {
        runs.push_back(next);
    }
}

void writeNumber(std::uint64_t number, std::vector<std::byte>& out)
{
    for (; number >= 0x80; number >>= 7U) {
        out.push_back(static_cast<std::byte>((number & 0x7F) | 0x80));
    }
    out.push_back(static_cast<std::byte>(number));
}

std::optional<std::int64_t> readNumber(std::span<const std::byte>& bytes)
{
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<std::uint64_t>(bytes.front());
        bytes = bytes.subspan(1);
        number |= (byte & 0x7F) << shift;
        if (byte < 0x80) {
            return static_cast<std::int64_t>(number);
        }
    }
    return std::nullopt;
}

} // namespace

IdRuns IdRuns::of(std::vector<std::int64_t> ids)
{
    if (!std::is_sorted(ids.begin(), ids.end())) {
        std::sort(ids.begin(), ids.end());
    }
    IdRuns result;
    for (const std::int64_t id : ids) {
        append(result.m_runs, {id, id});
    }
    return result;
}

IdRuns IdRuns::unitedWith(const IdRuns& other) const
{
    std::vector<Run> all;
    all.reserve(m_runs.size() + other.m_runs.size());
    std::merge(m_runs.begin(), m_runs.end(), other.m_runs.begin(), other.m_runs.end(), std::back_inserter(all),
               [](const Run& a, const Run& b) { return a.first < b.first; });
    IdRuns result;
    for (const Run& run : all) {
        append(result.m_runs, run);
    }
    return result;
}

bool IdRuns::contains(std::int64_t id) const
{
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), id,
                                        [](std::int64_t value, const Run& run) { return value < run.first; });
    return after != m_runs.begin() && std::prev(after)->last >= id;
}

std::vector<std::byte> IdRuns::encode() const
{
    std::vector<std::byte> out;
    std::int64_t end = 0;
    for (const Run& run : m_runs) {
        writeNumber(static_cast<std::uint64_t>(run.first - end), out);
        writeNumber(static_cast<std::uint64_t>(run.last - run.first), out);
        end = run.last;
    }
    return out;
}

std::optional<IdRuns> IdRuns::decode(std::span<const std::byte> bytes)
{
    constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max() / 2;
    IdRuns result;
    std::int64_t end = 0;
    while (!bytes.empty()) {
        const std::optional<std::int64_t> distance = readNumber(bytes);
        const std::optional<std::int64_t> length = readNumber(bytes);
        if (!distance || !length || *distance < 1 || *distance > kMax - end || *length > kMax - end - *distance) {
            return std::nullopt;
        }
        result.m_runs.push_back({end + *distance, end + *distance + *length});
        end = result.m_runs.back().last;
    }
    return result;
}

} // namespace postweave::profile
