// SPDX-License-Identifier: GPL-3.0-or-later
// ProblemsPane: below the editor: what is wrong, where, and the mend.
#pragma once

#include "ui/widgets/surface.h"

class QListView;
class QToolButton;

namespace postweave::ui {
class Label;
} // namespace postweave::ui

namespace postweave::ui::templates {

class ProblemListModel;

class ProblemsPane : public Surface {
    Q_OBJECT
public:
    /// The model outlives it.
    explicit ProblemsPane(ProblemListModel& model, QWidget* parent = nullptr);

    [[nodiscard]] QListView* list() const { return m_list; }
    [[nodiscard]] bool isFolded() const { return m_folded; }
    void setFolded(bool folded);
    /// "2 errors, 1 warning"; empty: none.
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    /// Show where it is.
    void problemChosen(int row);
    void mendRequested(int row);
    void countsChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Counts;
    void showCounts();

    ProblemListModel& m_model;
    Counts* m_counts;
    Label* m_hint;
    QToolButton* m_fold;
    QListView* m_list;
    bool m_folded = false;
};

} // namespace postweave::ui::templates
