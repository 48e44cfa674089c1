// SPDX-License-Identifier: GPL-3.0-or-later
// StatusBar: jobs at the left, what the workspace holds at the right.
#pragma once

#include "ui/widgets/surface.h"

#include <QList>

class QHBoxLayout;
class QLabel;

namespace postweave::ui {

class JobView;
class Label;
class StatusJobs;
class WorkspaceSession;

class StatusBar : public Surface {
    Q_OBJECT
public:
    StatusBar(WorkspaceSession& session, StatusJobs& jobs, QWidget* parent = nullptr);

    /// Of the page that is shown, before the workspace's own words.
    void setPageWords(const QString& words);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showJobs();
    void showWords();
    void showQuiet();

    WorkspaceSession& m_session;
    StatusJobs& m_jobs;
    QHBoxLayout* m_row;
    QList<JobView*> m_views;
    QLabel* m_quietIcon;
    Label* m_quiet;
    Label* m_more;
    Label* m_words;
    QString m_pageWords;
};

} // namespace postweave::ui
