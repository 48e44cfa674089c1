// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/output_buffer.h"

#include "core/base/text.h"
#include "core/liquid/failure.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::liquid {

void OutputBuffer::setLimit(std::size_t limit)
{
    m_limit = limit;
    m_end = m_bytes.get() + std::max(std::min(m_capacity, limit), size());
}

void OutputBuffer::grow(std::size_t bytes)
{
    constexpr std::size_t kFirst = std::size_t{32} << 10;
    const std::size_t used = size();
    if (used > m_limit || bytes > m_limit - used) {
        throw LimitFailure{fmt::format(
            "this template writes more than {} bytes for one message; make its loops shorter", groupedDigits(m_limit))};
    }
    const std::size_t capacity = std::max({kFirst, m_capacity * 2, used + bytes});
    std::unique_ptr<char[]> larger(new char[capacity]); // not cleared
    std::copy_n(m_bytes.get(), used, larger.get());
    m_bytes = std::move(larger);
    m_capacity = capacity;
    m_at = m_bytes.get() + used;
    setLimit(m_limit);
}

} // namespace postweave::liquid
