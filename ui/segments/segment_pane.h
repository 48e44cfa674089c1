// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentPane: the open segment in the middle: its title, its tree, and the same in words, JSON and SQL.
#pragma once

#include "ui/segments/editor_host.h"
#include "ui/segments/segments_controller.h"
#include "ui/segments/tree_actions.h"
#include "ui/segments/tree_controls.h"
#include "ui/segments/tree_view.h"
#include "ui/widgets/surface.h"

class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace postweave::ui {
class ErrorPresenter;
class Label;
class SegmentedControl;
} // namespace postweave::ui

namespace postweave::ui::segments {

class JsonView;
class SqlView;
class WordsView;

class SegmentPane : public Surface {
    Q_OBJECT
public:
    enum View { Tree, Words, JsonText, Sql };

    explicit SegmentPane(SegmentsController& controller, QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit* title() const { return m_title; }
    [[nodiscard]] SegmentedControl* views() const { return m_views; }
    [[nodiscard]] TreeView* tree() const { return m_tree; }
    [[nodiscard]] TreeActions* actions() const { return m_actions; }
    [[nodiscard]] TreeControls* controls() const { return m_controls; }
    [[nodiscard]] EditorHost* editors() const { return m_host; }
    [[nodiscard]] JsonView* json() const { return m_json; }
    [[nodiscard]] SqlView* sql() const { return m_sql; }
    [[nodiscard]] WordsView* words() const { return m_words; }
    [[nodiscard]] ErrorPresenter* errors() const { return m_errors; }
    [[nodiscard]] QPushButton* compareButton() const { return m_compare; }
    void editTitle();

Q_SIGNALS:
    void duplicateRequested();
    void removeRequested();
    void peopleWanted(const QString& caption, const postweave::audience::Bitset& people);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QLayout* makeHead();
    QLayout* makeStatus();
    QWidget* makeTree();
    void fitHead();
    void titleEdited();
    void showSegment();
    void showView();
    void showStatus();
    void openMenu();
    void openCompare();
    void documentChanged(const DocumentChange& change);

    SegmentsController& m_controller;
    QLineEdit* m_title = nullptr;
    SegmentedControl* m_views = nullptr;
    QPushButton* m_compare = nullptr;
    QToolButton* m_menu = nullptr;
    Label* m_status = nullptr;
    QWidget* m_legend = nullptr;
    ErrorPresenter* m_errors = nullptr;
    QStackedWidget* m_stack = nullptr;
    TreeView* m_tree = nullptr;
    TreeActions* m_actions = nullptr;
    EditorHost* m_host = nullptr;
    TreeControls* m_controls = nullptr;
    QScrollArea* m_scroll = nullptr;
    WordsView* m_words = nullptr;
    JsonView* m_json = nullptr;
    SqlView* m_sql = nullptr;
};

} // namespace postweave::ui::segments
