// SPDX-License-Identifier: GPL-3.0-or-later
// SettingsPanel: theme, motion, size of words, and the workspace's time zone. Everything takes effect at once.
#pragma once

#include <QWidget>

class QGridLayout;

namespace postweave::ui {

class Appearance;
class WorkspaceSession;

class SettingsPanel : public QWidget {
    Q_OBJECT
public:
    SettingsPanel(Appearance& appearance, WorkspaceSession& session, QWidget* parent = nullptr);

private:
    void addRow(const QString& words, QWidget* control, const QString& hint = {});
    void addTheme();
    void addMotion();
    void addTextSize();
    void addTimeZone();

    Appearance& m_appearance;
    WorkspaceSession& m_session;
    QGridLayout* m_grid;
};

} // namespace postweave::ui
