// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/tags/loop.h"

#include "core/liquid/lookup.h"

#include <algorithm>

namespace postweave::liquid {

namespace {

std::span<const Value> pairsOf(const Hash& hash, Arena& arena)
{
    ValueList pairs(arena, hash.size());
    for (const Hash::Entry& entry : hash.entries()) {
        ValueList pair(arena, 2);
        pair.add(Value::text(entry.name));
        pair.add(entry.value);
        pairs.add(pair.array());
    }
    return pairs.items();
}

} // namespace

LoopItems::LoopItems(const Value& collection, Arena& arena)
{
    if (collection.kind() == Kind::Range) {
        m_isRange = true;
        m_first = collection.asRange().first;
        m_size = collection.asRange().size();
        return;
    }
    if (collection.isText()) {
        m_isText = true;
        m_isList = !collection.asText().empty();
        Value* const one = arena.make<Value>(collection);
        m_items = {one, m_isList ? 1U : 0U};
    } else if (collection.isHash()) {
        m_items = pairsOf(collection.asHash(), arena);
    } else if (const auto items = unrolled(collection, arena)) {
        m_items = *items;
    } else {
        m_isList = false;
    }
    m_size = static_cast<std::int64_t>(m_items.size());
}

void LoopItems::slice(std::int64_t from, std::optional<std::int64_t> limit)
{
    if (m_isText) {
        return;
    }
    std::int64_t end = m_size;
    if (limit) {
        std::int64_t to = 0;
        end = __builtin_add_overflow(from, *limit, &to) ? (*limit < 0 ? 0 : m_size)
                                                        : std::clamp<std::int64_t>(to, 0, m_size);
    }
    const std::int64_t begin = std::clamp<std::int64_t>(from, 0, end);
    m_first += begin;
    m_size = end - begin;
}

Value LoopItems::at(std::int64_t index) const
{
    const std::int64_t position = m_first + (m_isReversed ? m_size - 1 - index : index);
    return m_isRange ? Value::integer(position) : m_items[static_cast<std::size_t>(position)];
}

BoundName::BoundName(RenderState& state, std::uint32_t frameIndex)
    : m_frame(state.frame()), m_index(frameIndex), m_before(m_frame.slots[frameIndex].scoped())
{
    set(m_before.value);
}

BoundName::~BoundName()
{
    m_frame.slots[m_index].setScoped(m_before);
}

bool endsLoop(RenderState& state)
{
    const Interrupt interrupt = state.interrupt();
    state.setInterrupt(Interrupt::None);
    return interrupt == Interrupt::Break;
}

} // namespace postweave::liquid
