// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/lookup_cache.h"

#include "core/liquid/program.h"

namespace postweave::liquid {

void LookupCaches::begin()
{
    constexpr std::size_t kMostPrograms = 256; // of one template and its partials
    if (m_caches.size() > kMostPrograms) {
        m_caches.clear();
        m_last = 0;
    }
}

LookupCache* LookupCaches::of(const Program& program)
{
    if (program.schema != m_last) {
        std::vector<LookupCache>& caches = m_caches[program.schema];
        caches.resize(program.lookupCaches + program.names.keys().size());
        m_last = program.schema;
        m_lastCaches = caches.data();
    }
    return m_lastCaches;
}

} // namespace postweave::liquid
