// SPDX-License-Identifier: GPL-3.0-or-later
// Where each step of a program's paths found its name last, so that the next record of the same shape needs no search.
#pragma once

#include "core/liquid/shape.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace postweave::liquid {

struct Program;

struct LookupCache {
    Schema schema = 0; ///< of the hash or object; 0: nothing was found yet
    std::uint32_t slot = 0;
};

/// Of one renderer: caches that threads share would travel between their processors.
class LookupCaches {
public:
    /// Before a render: forgets the programs of long ago.
    void begin();
    /// One for each step, then one for each name. The address stays until begin().
    [[nodiscard]] LookupCache* of(const Program& program);

private:
    std::unordered_map<Schema, std::vector<LookupCache>> m_caches; // by the program's schema
    Schema m_last = 0;
    LookupCache* m_lastCaches = nullptr;
};

} // namespace postweave::liquid
