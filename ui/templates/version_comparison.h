// SPDX-License-Identifier: GPL-3.0-or-later
// VersionComparison: whose message the text at hand changes against an earlier version of it. Runs on a worker.
#pragma once

#include "core/campaign/template_diff.h"
#include "ui/templates/preview_rendering.h"

#include <functional>

namespace postweave::ui::templates {

/// One of the places that differ.
struct ChangedPlace {
    int lineBefore = 0;
    int lineAfter = 0;
    QString before; ///< what stood there, what stands there
    QString after;
};

struct VersionComparison {
    campaign::TemplateDiff diff;
    std::vector<ChangedPlace> places; ///< as diff.changes
};

/// An error says what keeps one of the two from being read. `grown` is told, on the worker, what a growing sample
/// shows; it may be empty.
[[nodiscard]] Result<VersionComparison>
compareVersions(const PreviewJob& job, const std::string& earlier, const CancelToken& cancel,
                const std::function<void(const VersionComparison&)>& grown = {});

/// What a kind of change does, in a line: "lines 3 and 8", or that people are left out.
[[nodiscard]] QString kindWords(const VersionComparison& comparison, const campaign::ChangeKind& kind);

} // namespace postweave::ui::templates
