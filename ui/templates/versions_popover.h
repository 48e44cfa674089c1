// SPDX-License-Identifier: GPL-3.0-or-later
// The earlier versions of a template, to be brought back as an edit that can be undone.
#pragma once

#include "ui/templates/template_source.h"

#include <functional>

class QWidget;

namespace postweave::ui::templates {

/// Opens below `anchor` and deletes itself. `current` is the version that stands.
void openVersions(QWidget* anchor, const std::vector<SavedVersion>& versions, std::int64_t current,
                  const TimeZone& zone, std::function<void(std::int64_t)> restore);

} // namespace postweave::ui::templates
