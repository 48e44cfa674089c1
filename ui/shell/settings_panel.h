// SPDX-License-Identifier: GPL-3.0-or-later
// SettingsPanel: theme, motion, size of words, language, and the workspace's time zone. Everything takes effect at
// once.
#pragma once

#include <QWidget>

class QGridLayout;

namespace postweave::ui {

class Appearance;
class Language;
class WorkspaceSession;

class SettingsPanel : public QWidget {
    Q_OBJECT
public:
    /// All must outlive it.
    SettingsPanel(Language& language, Appearance& appearance, WorkspaceSession& session, QWidget* parent = nullptr);

private:
    void addRow(const QString& words, QWidget* control, const QString& hint = {});
    void addTheme();
    void addMotion();
    void addTextSize();
    void addLanguage();
    void addTimeZone();

    Language& m_language;
    Appearance& m_appearance;
    WorkspaceSession& m_session;
    QGridLayout* m_grid;
};

} // namespace postweave::ui
