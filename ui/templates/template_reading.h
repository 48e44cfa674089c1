// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a template while somebody writes it: its problems and its dynamic blocks. Runs on a worker.
#pragma once

#include "core/campaign/finding.h"
#include "core/liquid/analysis.h"
#include "ui/templates/template_world.h"

#include <optional>

namespace postweave::ui::templates {

using Text = std::shared_ptr<const std::string>;

struct TemplateReading {
    Text text; ///< what was read
    campaign::Findings findings;
    liquid::Analysis analysis;
    bool parses = false; ///< no syntax error
};

[[nodiscard]] TemplateReading readTemplate(const QString& name, const Text& text, const World& world);

/// A change of the text that settles a finding.
struct Mend {
    QString label; ///< such as "Use customer.country"
    SourceRange range;
    std::string replacement;
    std::size_t caret = 0; ///< where to write on, from the range's begin
};

/// Nothing where only a person can decide.
[[nodiscard]] std::optional<Mend> mendFor(const campaign::Finding& finding, const std::string& text);

} // namespace postweave::ui::templates
