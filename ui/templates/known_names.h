// SPDX-License-Identifier: GPL-3.0-or-later
// KnownNames: what the editor completes: attributes with their values, segments, filters, tags, other templates.
#pragma once

#include "ui/editor/completion.h"
#include "ui/templates/template_reading.h"

#include <optional>

namespace postweave::ui::templates {

/// Answers from the world and the last reading; a column's most frequent values are looked up when they are asked for.
class KnownNames : public editor::CompletionSource {
public:
    void setWorld(const World& world) { m_world = world; }
    void setReading(const std::optional<TemplateReading>& reading);

    [[nodiscard]] QList<editor::Completion> completions(const editor::CompletionContext& context) const override;

private:
    [[nodiscard]] QList<editor::Completion> values() const;
    [[nodiscard]] QList<editor::Completion> members(const std::string& path) const;
    [[nodiscard]] QList<editor::Completion> literals(const std::string& path) const;
    [[nodiscard]] QList<editor::Completion> segments() const;
    [[nodiscard]] QList<editor::Completion> events() const;
    [[nodiscard]] QList<editor::Completion> partials() const;

    World m_world;
    std::vector<std::string> m_localNames; ///< that the template assigns, captures or loops over
};

} // namespace postweave::ui::templates
