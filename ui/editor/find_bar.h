// SPDX-License-Identifier: GPL-3.0-or-later
// FindBar: Ctrl+F in the editor: every place is marked, the current one is shown, its number stands beside the field.
#pragma once

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QToolButton;

namespace postweave::ui::editor {

class CodeView;

class FindBar : public QWidget {
    Q_OBJECT
public:
    FindBar(CodeView& view, QWidget* parent);

    /// Shows the bar with the selected words in the field, if they are on one line.
    void open();
    void close();
    void findNext() { step(1); }
    void findPrevious() { step(-1); }
    /// The text changed: the places are looked for again, the view stays where it is.
    void refresh();
    [[nodiscard]] int matchCount() const { return static_cast<int>(m_matches.size()); }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Match {
        int begin;
        int end;
    };
    void search();
    void collect();
    void paintMatches();
    void step(int direction);
    void showCurrent();
    void tell();
    [[nodiscard]] QToolButton* addButton(int icon, const QString& name);

    CodeView& m_view;
    QLineEdit* m_field;
    QLabel* m_count;
    QToolButton* m_matchCase = nullptr;
    std::vector<Match> m_matches;
    int m_current = -1;
};

} // namespace postweave::ui::editor
