// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/partials.h"

#include "core/base/text.h"

namespace postweave::liquid {

namespace {

constexpr std::string_view kSuffix = ".liquid";

std::string_view stem(std::string_view name)
{
    return name.ends_with(kSuffix) ? name.substr(0, name.size() - kSuffix.size()) : name;
}

} // namespace

std::optional<std::string> PartialMap::read(std::string_view name) const
{
    if (const auto exact = m_partials.find(name); exact != m_partials.end()) {
        return exact->second;
    }
    const std::string wanted = foldCase(stem(name));
    const std::string* withoutCase = nullptr;
    for (const auto& [known, text] : m_partials) {
        if (stem(known) == stem(name)) {
            return text;
        }
        if (withoutCase == nullptr && foldCase(stem(known)) == wanted) {
            withoutCase = &text;
        }
    }
    return withoutCase == nullptr ? std::nullopt : std::optional(*withoutCase);
}

} // namespace postweave::liquid
