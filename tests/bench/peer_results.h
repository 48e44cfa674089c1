// SPDX-License-Identifier: GPL-3.0-or-later
// PeerResults: what a peer answered to the same queries on the same data, as the lab's programs note it down.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace postweave::bench {

struct PeerResult {
    std::uint64_t count = 0;
    double milliseconds = 0; ///< median, warm
};

class PeerResults {
public:
    /// Lines of JSON, of which those with `"bench": "warm"` count; none where the file cannot be read.
    [[nodiscard]] static PeerResults read(const std::filesystem::path& file);
    [[nodiscard]] std::optional<PeerResult> find(std::string_view query) const;

private:
    std::map<std::string, PeerResult, std::less<>> m_results;
};

} // namespace postweave::bench
