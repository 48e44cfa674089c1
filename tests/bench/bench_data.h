// SPDX-License-Identifier: GPL-3.0-or-later
// Generated customers and events for benchmarks, as CSV files: the same on every machine.
#pragma once

#include <cstdint>
#include <filesystem>

namespace postweave::bench {

struct BenchSize {
    std::uint32_t profiles = 1'000'000;
    std::uint64_t events = 20'000'000;
};

/// Events lie in the year before 2026-07-01T00:00:00Z, in time order.
inline constexpr std::int64_t kBenchNow = 1'782'864'000;

/// Writes profiles.csv and events.csv into `folder` unless files of this size are there. False if that fails.
[[nodiscard]] bool writeBenchData(const std::filesystem::path& folder, const BenchSize& size);

} // namespace postweave::bench
