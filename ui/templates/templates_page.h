// SPDX-License-Identifier: GPL-3.0-or-later
// TemplatesPage: templates, their blocks, their source, and the message as a person gets it.
#pragma once

#include "ui/base/page.h"
#include "ui/templates/block_tree_model.h"
#include "ui/templates/known_names.h"
#include "ui/templates/problem_list_model.h"
#include "ui/templates/template_list_model.h"
#include "ui/templates/templates_controller.h"

#include <QPointer>

#include <functional>
#include <memory>

class QStackedWidget;

namespace postweave::ui {
class EmptyState;
class UndoNotice;
} // namespace postweave::ui

namespace postweave::ui::templates {

class EditorPane;
class PreviewPane;
class TemplatesPane;

class TemplatesPage : public Page {
    Q_OBJECT
public:
    /// The source outlives the page. webview::prepareWebEngine() must have been called before QApplication.
    explicit TemplatesPage(TemplateSource& source, QObject* parent = nullptr);
    ~TemplatesPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("templates"); }
    [[nodiscard]] QString title() const override { return tr("Templates"); }
    [[nodiscard]] Icon icon() const override { return Icon::Template; }
    [[nodiscard]] QWidget* widget() override;
    [[nodiscard]] QUndoStack* undoStack() override;
    /// Items are template names.
    [[nodiscard]] QList<SearchItem> search(const QString& text, int limit) override;
    [[nodiscard]] QList<SearchItem> commands() override;
    /// `target.item` is a template's name, `target.line` a line in it.
    void activate(const PageTarget& target) override;
    [[nodiscard]] PageTarget place() const override;
    [[nodiscard]] bool isSettled() const override;

    /// Null until widget() was called.
    [[nodiscard]] TemplatesController* controller() const { return m_controller.get(); }
    [[nodiscard]] TemplatesPane* list() const { return m_list; }
    [[nodiscard]] EditorPane* editor() const { return m_editor; }
    [[nodiscard]] PreviewPane* preview() const { return m_preview; }
    [[nodiscard]] EmptyState* emptyState() const { return m_empty; }
    [[nodiscard]] BlockTreeModel& blocks() { return m_blocks; }
    [[nodiscard]] ProblemListModel& problems() { return m_problems; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void makeEmptyState();
    void connectController();
    void connectPanes();
    void addShortcuts();
    void showTemplates();
    void showReading();
    void showCoverage();
    void showStarters();
    void showHead();
    void caretMoved();
    void tellStatus();
    void openWanted();
    void createNew();
    void openVersionsAt(QWidget* anchor);
    void openComparisonAt(QWidget* anchor);
    void compareWith(QWidget* anchor, std::int64_t version);
    void compare();
    void chooseVersion(QWidget* anchor, const QString& title, std::function<void(std::int64_t)> choose);
    void openMenuAt(QWidget* anchor);
    [[nodiscard]] QString idAt(int row) const;

    TemplateSource& m_source;
    std::unique_ptr<TemplateListModel> m_templates;
    BlockTreeModel m_blocks;
    ProblemListModel m_problems;
    KnownNames m_names;
    std::unique_ptr<TemplatesController> m_controller;
    QPointer<QWidget> m_widget;
    TemplatesPane* m_list = nullptr;
    QStackedWidget* m_stack = nullptr; ///< the empty state, or editor and preview
    EmptyState* m_empty = nullptr;
    EditorPane* m_editor = nullptr;
    PreviewPane* m_preview = nullptr;
    UndoNotice* m_notice = nullptr;
    bool m_startersAreOld = true;
    PageTarget m_wanted; ///< to be shown as soon as it is known; its item empty: none
};

} // namespace postweave::ui::templates
