// SPDX-License-Identifier: GPL-3.0-or-later
// FootRow: the last row of a card: what can be added to it.
#pragma once

#include "ui/segments/tree_rows.h"

#include <QWidget>

class QPushButton;

namespace postweave::ui::segments {

enum class Addition : std::uint8_t { Condition, Group, Sequence, Step };

class FootRow : public QWidget {
    Q_OBJECT
public:
    explicit FootRow(QWidget* parent = nullptr);

    /// A sequence takes steps; the outermost group offers sequences too. `group` is in words, for those who listen.
    void setRow(const TreeRow& row, bool isSequence, const QString& group);
    [[nodiscard]] const TreeRow& row() const { return m_row; }
    [[nodiscard]] QPushButton* button(Addition addition) const;
    [[nodiscard]] std::vector<QWidget*> parts() const;

Q_SIGNALS:
    void additionRequested(postweave::ui::segments::Addition addition);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QPushButton* makeButton(Addition addition, const QString& word);
    void place();

    TreeRow m_row;
    std::vector<QPushButton*> m_buttons; ///< by Addition
};

} // namespace postweave::ui::segments
