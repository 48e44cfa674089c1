// SPDX-License-Identifier: GPL-3.0-or-later
// Which pages the window has, in the order of its rail.
#pragma once

#include <QList>

class QObject;

namespace postweave::ui {
class Page;
class RecentWorkspaces;
class StatusJobs;
class WorkspaceOpener;
class WorkspaceSession;
} // namespace postweave::ui

namespace postweave::window {

struct PageParts {
    ui::WorkspaceSession& session;
    ui::StatusJobs& jobs;
    ui::WorkspaceOpener& opener;
    ui::RecentWorkspaces& recent;
};

/// The caller takes them over; the parts and `owner`, who owns what the pages read from, must outlive them.
[[nodiscard]] QList<ui::Page*> makePages(const PageParts& parts, QObject* owner);

} // namespace postweave::window
