// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peer_results.h"

#include "core/base/json.h"

#include <fstream>

namespace postweave::bench {

PeerResults PeerResults::read(const std::filesystem::path& file)
{
    PeerResults results;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto json = parseJson(line);
        if (!json || json->value("bench", "") != "warm") {
            continue;
        }
        results.m_results[json->value("q", "")] = {json->value("count", std::uint64_t{0}), json->value("ms", 0.0)};
    }
    return results;
}

std::optional<PeerResult> PeerResults::find(std::string_view query) const
{
    const auto found = m_results.find(query);
    return found == m_results.end() ? std::nullopt : std::optional(found->second);
}

} // namespace postweave::bench
