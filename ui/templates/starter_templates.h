// SPDX-License-Identifier: GPL-3.0-or-later
// Templates to begin with: small, responsive, with dark mode, plain tables where mail programs want them.
#pragma once

#include "ui/base/icon.h"
#include "ui/templates/template_world.h"

#include <QList>
#include <QString>

#include <string>

namespace postweave::ui::templates {

struct StarterTemplate {
    Icon icon;
    QString title;
    QString detail;
    QString name; ///< of the new template
    std::string text;
};

/// They name attributes and segments that the world has. Never empty; the first is what "New template" makes.
[[nodiscard]] QList<StarterTemplate> starterTemplates(const TemplateWorld& world);

} // namespace postweave::ui::templates
