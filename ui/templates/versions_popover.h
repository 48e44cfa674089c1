// SPDX-License-Identifier: GPL-3.0-or-later
// The earlier versions of a template, one of them to be chosen.
#pragma once

#include "ui/templates/template_source.h"

#include <functional>

class QWidget;

namespace postweave::ui::templates {

/// Opens below `anchor` and deletes itself. `current` is the version that stands and cannot be chosen.
void openVersions(QWidget* anchor, const QString& title, const std::vector<SavedVersion>& versions,
                  std::int64_t current, const TimeZone& zone, std::function<void(std::int64_t)> choose);

} // namespace postweave::ui::templates
