// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/frame.h"

namespace postweave::liquid {

void Frame::begin(const Program& of, int depth)
{
    program = &of;
    map = nullptr;
    const bool hasOwnNamesOnly = schema == of.schema && others.empty();
    if (!hasOwnNamesOnly) {
        names.assign(of.names.keys().begin(), of.names.keys().end());
        others.clear();
    }
    maps.clear();
    schema = of.schema;
    ownNames = static_cast<std::uint32_t>(names.size());
    slots.assign(names.size(), Slot{});
    cycles.clear();
    lastChanged.reset();
    loop = nullptr;
    scopes = 1;
    baseDepth = depth;
}

std::optional<std::uint32_t> Frame::find(const Key& name) const
{
    if (const auto own = program->names.find(name.text)) {
        return own;
    }
    const auto found = others.find(name.text);
    return found == others.end() ? std::nullopt : std::optional(found->second);
}

std::uint32_t Frame::indexOf(const Key& name)
{
    if (const auto known = find(name)) {
        return *known;
    }
    const auto index = static_cast<std::uint32_t>(slots.size());
    slots.emplace_back();
    names.push_back(name);
    others.emplace(name.text, index);
    return index;
}

const std::uint32_t* Frame::mapOf(const Program& included)
{
    if (&included == program) {
        return nullptr;
    }
    auto [entry, isNew] = maps.try_emplace(&included);
    if (isNew) {
        for (const Key& name : included.names.keys()) {
            entry->second.push_back(indexOf(name));
        }
    }
    return entry->second.data();
}

} // namespace postweave::liquid
