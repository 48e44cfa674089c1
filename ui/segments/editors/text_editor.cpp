// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/text_editor.h"

#include "core/audience/column_summary.h"
#include "core/base/json.h"
#include "core/segment/segment_format.h"
#include "core/segment/validation.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/segments/condition_words.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/literals.h"
#include "ui/segments/new_conditions.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr std::size_t kMostSamples = 6;

QString sentenceOf(const Diagnostics& diagnostics)
{
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            const QString message = QString::fromStdString(diagnostic.message);
            const QString mend = QString::fromStdString(diagnostic.mend);
            return mend.isEmpty() ? message : QString(message + QStringLiteral(". ") + mend);
        }
    }
    return {};
}

} // namespace

QString faultOf(const Node& node, const SegmentContext& context)
{
    const QString format = sentenceOf(readNode(writeNode(node)).diagnostics);
    return format.isEmpty() ? sentenceOf(validateNode(node, "$", context.catalog, *context.definitions)) : format;
}

TextEditor::TextEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent),
      m_input(new QLineEdit(this)),
      m_ignoreCase(new QCheckBox(tr("Upper and lower case are the same"), this)),
      m_mend(new MendLine(this)),
      m_samples(new ChoiceList(tr("Values that hold it"), this))
{
    const Compared compared = comparedAt(this->node(), facet, *context);
    const ValueTest* test = testAt(this->node(), facet);
    QVBoxLayout* column = editorColumn(this, kNarrowEditorWidth);
    column->addWidget(editorHeading(compared.name, test != nullptr ? operatorWords(test->op) : QString(), this));
    m_input->setAccessibleName(tr("Text"));
    const LiteralList values = test != nullptr ? literalsOf(test->operand) : LiteralList{};
    m_input->setText(values.empty() ? QString() : editText(values.front()));
    m_input->selectAll();
    m_ignoreCase->setChecked(test != nullptr && test->ignoreCase);
    column->addWidget(m_input);
    column->addWidget(m_mend);
    column->addWidget(m_ignoreCase);
    column->addWidget(m_samples);
    m_samples->setMostRows(static_cast<int>(kMostSamples));
    m_samples->setFocusPolicy(Qt::NoFocus);
    setFocusProxy(m_input);
    connect(m_input, &QLineEdit::textEdited, this, &TextEditor::tryText);
    connect(m_ignoreCase, &QCheckBox::toggled, this, &TextEditor::tryText);
    connect(m_samples, &ChoiceList::chosen, this, [this](int row) {
        m_input->setText(m_samples->choices().at(row).title);
        tryText();
    });
    load();
}

void TextEditor::tryText()
{
    Node changed = node();
    ValueTest* test = testAt(changed, facet());
    if (test == nullptr) {
        return;
    }
    test->operand = Literal(m_input->text().toStdString());
    test->ignoreCase = m_ignoreCase->isChecked();
    const QString fault = m_input->text().isEmpty() ? tr("Type what to look for.") : faultOf(changed, *context());
    setInvalid(m_input, !fault.isEmpty());
    m_mend->say(fault);
    if (fault.isEmpty()) {
        tryNode(std::move(changed));
    }
    load();
}

void TextEditor::load()
{
    const Compared compared = comparedAt(node(), facet(), *context());
    const ValueTest* test = testAt(node(), facet());
    if (compared.column == nullptr || test == nullptr || test->op == Operator::Matches) {
        m_samples->hide();
        return;
    }
    m_work.run([column = compared.column, context = context(), typed = m_input->text().toStdString()](
                   const CancelToken&) { return audience::topValues(*column, kMostSamples, typed); },
               [this, rows = static_cast<qint64>(compared.column->rowCount())](
                   const std::vector<audience::ValueCount>& found) {
                   std::vector<Choice> choices;
                   for (const audience::ValueCount& value : found) {
                       Choice choice;
                       choice.title = readingText(value.value, context()->zone);
                       choice.count = static_cast<qint64>(value.count);
                       choice.whole = rows;
                       choice.id = static_cast<int>(choices.size());
                       choices.push_back(std::move(choice));
                   }
                   m_samples->setChoices(std::move(choices));
               });
}

} // namespace postweave::ui::segments
