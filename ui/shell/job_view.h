// SPDX-License-Identifier: GPL-3.0-or-later
// JobView: one job in the status bar. Running: icon, words, bar, per cent, time left, ×. Over: what came of it, a link.
#pragma once

#include "ui/base/status_jobs.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace postweave::ui {

class CountBar;
class Label;

class JobView : public QWidget {
    Q_OBJECT
public:
    explicit JobView(StatusJob* job, QWidget* parent = nullptr);

    [[nodiscard]] StatusJob* job() const { return m_job; }
    void refresh();

private:
    void showRunning();
    void showOver();
    void setIcon(Icon icon, ColorRole color);

    QPointer<StatusJob> m_job;
    QLabel* m_icon;
    Label* m_words;
    CountBar* m_bar;
    Label* m_percent;
    Label* m_left;
    QPushButton* m_link;
    QToolButton* m_close;
};

} // namespace postweave::ui
