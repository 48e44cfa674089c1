// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/filters/filter.h"

#include "core/liquid/print.h"
#include "core/liquid/render_state.h"

#include <unordered_map>

namespace postweave::liquid {

namespace {

const std::unordered_map<std::string_view, const Filter*>& allFilters()
{
    static const auto kAll = [] {
        std::unordered_map<std::string_view, const Filter*> all;
        for (const auto family : {textFilters(), replaceFilters(), htmlFilters(), encodingFilters(), numberFilters(),
                                  moneyFilters(), listFilters(), selectFilters(), valueFilters()}) {
            for (const Filter& filter : family) {
                all.emplace(filter.name, &filter);
            }
        }
        return all;
    }();
    return kAll;
}

} // namespace

std::string_view FilterCallContext::text(const Value& value) const
{
    return toText(value, arena, zone, longestText);
}

void FilterCallContext::countBytes(std::size_t bytes) const
{
    if (state != nullptr) {
        state->countBytes(bytes);
    }
}

const Filter* findFilter(std::string_view name)
{
    const auto found = allFilters().find(name);
    return found == allFilters().end() ? nullptr : found->second;
}

std::vector<std::string> filterNames()
{
    std::vector<std::string> names;
    for (const auto& [name, filter] : allFilters()) {
        names.emplace_back(name);
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace postweave::liquid
