// SPDX-License-Identifier: GPL-3.0-or-later
// EditorPane: the middle: the template's name and version, its source, its problems.
#pragma once

#include "ui/templates/templates_controller.h"
#include "ui/widgets/surface.h"

class QToolButton;

namespace postweave::ui {
class Badge;
class ErrorPresenter;
} // namespace postweave::ui

namespace postweave::ui::editor {
class TemplateEditor;
} // namespace postweave::ui::editor

namespace postweave::ui::templates {

struct BlockNode;
class NameEdit;
class ProblemListModel;
class ProblemsPane;

/// Hosts the texts for the controller.
class EditorPane : public Surface, public TextHost {
    Q_OBJECT
public:
    /// The model outlives it.
    explicit EditorPane(ProblemListModel& problems, QWidget* parent = nullptr);

    [[nodiscard]] Text text() const override;
    void showText(const QString& id, const Text& text) override;
    void forgetText(const QString& id) override;
    void replaceText(const std::string& text) override;
    void stepBack() override;
    void stepForth() override;
    void endStep() override;

    /// Version 0: not saved yet.
    void setName(const QString& name, std::int64_t version);
    void setReadOnly(bool readOnly);
    void setProblems(const TemplateReading& reading);
    void setReach(const std::vector<BlockNode>& blocks, const std::optional<BranchCoverage>& coverage);
    void showError(const QString& title, const Error& error);
    void applyMend(int row);
    void mendAtCaret();
    void rename();
    [[nodiscard]] editor::TemplateEditor* editor() const { return m_editor; }
    [[nodiscard]] ProblemsPane* problems() const { return m_problems; }
    [[nodiscard]] NameEdit* nameEdit() const { return m_name; }
    [[nodiscard]] Badge* problemBadge() const { return m_badge; }

Q_SIGNALS:
    void nameEntered(const QString& name);
    void versionsRequested(QWidget* anchor);
    void comparisonRequested(QWidget* anchor);
    void menuRequested(QWidget* anchor);

private:
    QWidget* makeHead();
    void showBadge();

    ProblemListModel& m_model;
    editor::TemplateEditor* m_editor;
    ProblemsPane* m_problems;
    NameEdit* m_name;
    Badge* m_version;
    Badge* m_badge;
    QToolButton* m_history = nullptr;
    QToolButton* m_compare = nullptr;
    QToolButton* m_more = nullptr;
    ErrorPresenter* m_error;
};

} // namespace postweave::ui::templates
