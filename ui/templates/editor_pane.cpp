// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/editor_pane.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/editor/template_editor.h"
#include "ui/templates/block_tree.h"
#include "ui/templates/icon_sign.h"
#include "ui/templates/name_edit.h"
#include "ui/templates/problem_list_model.h"
#include "ui/templates/problems_pane.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/pane_header.h"

#include <QHBoxLayout>
#include <QListView>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace postweave::ui::templates {

namespace {

/// Each branch with its share, outer ones first (the tree's own order).
void collectReach(const std::vector<BlockNode>& nodes, const BranchCoverage& coverage,
                  std::vector<editor::BranchReach>& reach)
{
    for (const BlockNode& node : nodes) {
        const auto block = static_cast<std::size_t>(node.block);
        if (!node.isBlock() && node.partial.isEmpty() && block < coverage.reached.size()) {
            const auto count = static_cast<qint64>(coverage.countOf(block, static_cast<std::size_t>(node.branch)));
            const auto people = static_cast<qint64>(coverage.people);
            const QString words =
                count == 0 && coverage.isWhole() ? EditorPane::tr("nobody") : formatShare(count, people);
            const QString tip =
                EditorPane::tr("%1 of %2 people get this: %3").arg(formatCount(count), formatCount(people), node.title);
            reach.push_back({node.line, node.lastLine, coverage.shareOf(block, static_cast<std::size_t>(node.branch)),
                             words, tip.toHtmlEscaped()});
        }
        collectReach(node.children, coverage, reach);
    }
}

/// At the tag of each branch that asks something.
std::vector<editor::TagNote> conditionsInWords(const liquid::Analysis& analysis)
{
    std::vector<editor::TagNote> notes;
    for (const liquid::DynamicBlock& block : analysis.blocks) {
        for (const liquid::BlockBranch& branch : block.branches) {
            if (block.partial.empty() && !branch.condition.empty() && !branch.wording.empty()) {
                notes.push_back({branch.tagRange, QString::fromStdString(branch.wording)});
            }
        }
    }
    return notes;
}

} // namespace

EditorPane::EditorPane(ProblemListModel& problems, QWidget* parent)
    : Surface(&Theme::surface, parent),
      m_model(problems),
      m_editor(new editor::TemplateEditor(this)),
      m_problems(new ProblemsPane(problems, this)),
      m_name(new NameEdit(this)),
      m_version(new Badge({}, Tone::Neutral, this)),
      m_badge(new Badge({}, Tone::Neutral, this)),
      m_error(new ErrorPresenter(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(m_error);
    layout->addWidget(m_editor, 1);
    layout->addWidget(m_problems);
    m_error->hide();
    m_badge->hide();
    setTabOrder(m_more, m_editor->inputWidget());
    setTabOrder(m_editor->inputWidget(), m_problems->list());
    connect(m_name, &NameEdit::nameEntered, this, &EditorPane::nameEntered);
    connect(m_problems, &ProblemsPane::countsChanged, this, &EditorPane::showBadge);
    connect(m_problems, &ProblemsPane::mendRequested, this, &EditorPane::applyMend);
    connect(m_problems, &ProblemsPane::problemChosen, this, [this](int row) {
        const campaign::Finding& problem = m_model.problem(row);
        if (problem.partial.empty() && problem.line > 0) {
            m_editor->goTo({problem.line, problem.column});
        }
    });
    auto* mend = new QShortcut(Qt::CTRL | Qt::Key_Period, m_editor);
    mend->setContext(Qt::WidgetWithChildrenShortcut);
    connect(mend, &QShortcut::activated, this, &EditorPane::mendAtCaret);
}

QWidget* EditorPane::makeHead()
{
    auto* head = new QWidget;
    head->setFixedHeight(scaled(size::kPaneHead));
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(scaled(14), 0, scaled(10), 0);
    layout->setSpacing(scaled(8));
    layout->addWidget(new IconSign(Icon::Template));
    layout->addWidget(m_name);
    layout->addWidget(m_version);
    layout->addWidget(m_badge);
    layout->addStretch(1);
    m_history = iconButton(Icon::History, tr("Earlier versions"), head);
    m_compare = iconButton(Icon::Compare, tr("Compare with an earlier version"), head);
    QToolButton* find = iconButton(Icon::Search, tr("Find in this template (Ctrl+F)"), head);
    m_more = iconButton(Icon::Dots, tr("More"), head);
    for (QToolButton* button : {m_history, m_compare, find, m_more}) {
        layout->addWidget(button);
    }
    connect(m_history, &QToolButton::clicked, this, [this] { Q_EMIT versionsRequested(m_history); });
    connect(m_compare, &QToolButton::clicked, this, [this] { Q_EMIT comparisonRequested(m_compare); });
    connect(find, &QToolButton::clicked, m_editor, &editor::TemplateEditor::openFindBar);
    connect(m_more, &QToolButton::clicked, this, [this] { Q_EMIT menuRequested(m_more); });
    return head;
}

Text EditorPane::text() const
{
    return std::make_shared<const std::string>(m_editor->text());
}

void EditorPane::showText(const QString& id, const Text& text)
{
    m_error->dismiss();
    m_model.clear();
    m_editor->setDiagnostics({});
    m_editor->setReach({});
    m_editor->setTagNotes({});
    if (id.isEmpty()) {
        return;
    }
    m_editor->showDocument(id, text ? *text : std::string());
}

void EditorPane::forgetText(const QString& id)
{
    m_editor->forgetDocument(id);
}

void EditorPane::replaceText(const std::string& text)
{
    m_editor->replaceText(text);
}

void EditorPane::stepBack()
{
    m_editor->undo();
}

void EditorPane::stepForth()
{
    m_editor->redo();
}

void EditorPane::endStep()
{
    m_editor->endStep();
}

void EditorPane::setName(const QString& name, std::int64_t version)
{
    if (!m_name->hasFocus()) {
        m_name->setName(name);
    }
    m_version->setState(version == 0 ? tr("new") : tr("version %1").arg(version), Tone::Neutral);
}

void EditorPane::setReadOnly(bool readOnly)
{
    m_editor->setReadOnly(readOnly);
    m_name->setReadOnly(readOnly);
}

void EditorPane::setProblems(const TemplateReading& reading)
{
    m_model.setProblems(reading);
    m_editor->setDiagnostics(m_model.marks());
    m_editor->setTagNotes(conditionsInWords(reading.analysis));
}

void EditorPane::setReach(const std::vector<BlockNode>& blocks, const std::optional<BranchCoverage>& coverage)
{
    std::vector<editor::BranchReach> reach;
    if (coverage && coverage->people > 0) {
        collectReach(blocks, *coverage, reach);
    }
    m_editor->setReach(reach);
}

void EditorPane::showBadge()
{
    const int errors = m_model.count(Severity::Error);
    const int warnings = m_model.count(Severity::Warning);
    m_badge->setVisible(errors + warnings > 0);
    if (errors > 0) {
        m_badge->setState(tr("%n problems", nullptr, errors + warnings), Tone::Error);
    } else if (warnings > 0) {
        m_badge->setState(tr("%n to look at", nullptr, warnings), Tone::Warning);
    }
}

void EditorPane::showError(const QString& title, const Error& error)
{
    m_error->present(title, error);
}

void EditorPane::applyMend(int row)
{
    if (row < 0 || row >= m_model.rowCount() || !m_model.mend(row)) {
        return;
    }
    const Mend mend = *m_model.mend(row);
    m_editor->endStep();
    m_editor->replaceRange(mend.range, mend.replacement);
    m_editor->endStep();
    m_editor->goToOffset(mend.range.begin + mend.caret);
}

void EditorPane::mendAtCaret()
{
    applyMend(m_model.rowOfMark(m_editor->diagnosticAtCaret()));
}

void EditorPane::rename()
{
    m_name->begin();
}

} // namespace postweave::ui::templates
