// SPDX-License-Identifier: GPL-3.0-or-later
// Where `render` and `include` find other templates.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace postweave::liquid {

/// Asked at most once for each name and template, from the thread that renders first; must be safe to ask from several.
class PartialSource {
public:
    virtual ~PartialSource() = default;
    /// The text of a partial, or nothing where there is none. `name` is as written in the template.
    [[nodiscard]] virtual std::optional<std::string> read(std::string_view name) const = 0;
};

/// Partials held in memory, found as FORMATS.md says: `.liquid` is optional on either side, and case counts only where
/// a name is there exactly.
class PartialMap final : public PartialSource {
public:
    PartialMap() = default;
    explicit PartialMap(std::map<std::string, std::string, std::less<>> partials) : m_partials(std::move(partials)) {}
    [[nodiscard]] std::optional<std::string> read(std::string_view name) const override;

private:
    std::map<std::string, std::string, std::less<>> m_partials;
};

} // namespace postweave::liquid
