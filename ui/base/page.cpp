// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/page.h"

namespace postweave::ui {

QList<SearchItem> Page::search(const QString&, int)
{
    return {};
}

QList<SearchItem> Page::commands()
{
    return {};
}

void Page::activate(const PageTarget&) {}

PageTarget Page::place() const
{
    return {id(), {}, 0};
}

} // namespace postweave::ui
