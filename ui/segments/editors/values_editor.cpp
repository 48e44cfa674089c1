// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/values_editor.h"

#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/literals.h"
#include "ui/segments/new_conditions.h"
#include "ui/widgets/search_field.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {
constexpr std::size_t kMostOffered = 200;
}

ValuesEditor::ValuesEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent),
      m_compared(comparedAt(this->node(), facet, *context)),
      m_search(new SearchField(tr("Search or type a value"), this)),
      m_list(new ChoiceList(tr("Values"), this)),
      m_mend(new MendLine(this)),
      m_pinned(chosen())
{
    QVBoxLayout* column = editorColumn(this, kNarrowEditorWidth);
    const int padding = column->contentsMargins().left();
    column->setContentsMargins(0, scaled(12), 0, scaled(space::kUnit));
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(padding - 4, 0, padding - 4, 0);
    padded->addWidget(m_search);
    padded->addWidget(m_mend);
    column->addLayout(padded);
    column->addWidget(m_list);
    if (m_compared.type == ValueType::Text && testAt(this->node(), facet) != nullptr) {
        m_ignoreCase = new QCheckBox(tr("Upper and lower case are the same"), this);
        m_ignoreCase->setChecked(testAt(this->node(), facet)->ignoreCase);
        auto* foot = new QVBoxLayout;
        foot->setContentsMargins(padding - 4, 0, padding - 4, 0);
        foot->addWidget(m_ignoreCase);
        column->addLayout(foot);
        connect(m_ignoreCase, &QCheckBox::toggled, this, &ValuesEditor::setIgnoreCase);
    }
    setFocusProxy(m_search);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &ValuesEditor::load);
    connect(m_list, &ChoiceList::chosen, this, &ValuesEditor::rowChosen);
    showFound({});
    load();
}

bool ValuesEditor::isMany() const
{
    const ValueTest* test = testAt(node(), facet());
    return test != nullptr && operandShapeOf(test->op) == OperandShape::Many;
}

LiteralList ValuesEditor::chosen() const
{
    const ValueTest* test = testAt(node(), facet());
    return test != nullptr ? literalsOf(test->operand) : LiteralList{};
}

bool ValuesEditor::isChosen(const Literal& literal) const
{
    const LiteralList values = chosen();
    return std::find(values.begin(), values.end(), literal) != values.end();
}

void ValuesEditor::load()
{
    m_mend->say({});
    m_entersWaiting = 0;
    if (m_compared.column == nullptr) {
        showFound({});
        return;
    }
    // The context keeps the column alive while the worker reads it.
    m_work.run([column = m_compared.column, context = context(), typed = m_search->text().toStdString()](
                   const CancelToken&) { return audience::topValues(*column, kMostOffered, typed); },
               [this](const std::vector<audience::ValueCount>& found) {
                   const int enters = std::exchange(m_entersWaiting, 0);
                   showFound(found);
                   Q_EMIT loaded();
                   if (enters > 0) {
                       takeTyped();
                   }
                   if (enters > 1 && isMany()) {
                       Q_EMIT accepted();
                   }
               });
}

void ValuesEditor::takeTyped()
{
    m_list->chooseCurrent();
    m_search->clear();
}

void ValuesEditor::showFound(const std::vector<audience::ValueCount>& found)
{
    m_rows.clear();
    const QString typed = m_search->text();
    const auto fits = [&](const Literal& literal) {
        return typed.isEmpty() || readingText(literal).contains(typed, Qt::CaseInsensitive);
    };
    const auto isListed = [&](const Literal& literal) {
        return std::any_of(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.literal == literal; });
    };
    for (const Literal& literal : m_pinned) {
        if (fits(literal)) {
            m_rows.push_back({literal, std::nullopt});
        }
    }
    for (const audience::ValueCount& value : found) {
        const std::optional<Literal> literal = literalOf(value.value, context()->zone);
        if (!literal || !fits(*literal)) {
            continue;
        }
        if (!isListed(*literal)) {
            m_rows.push_back({*literal, value.count});
            continue;
        }
        const auto row =
            std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& each) { return each.literal == *literal; });
        row->count = value.count;
    }
    addTyped(typed);
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Choice choice;
        choice.title = readingText(m_rows[i].literal);
        choice.id = static_cast<int>(i);
        if (m_rows[i].count) {
            choice.count = static_cast<qint64>(*m_rows[i].count);
            choice.whole = m_compared.column != nullptr ? static_cast<qint64>(m_compared.column->rowCount()) : 0;
        }
        if (isMany()) {
            choice.checked = isChosen(m_rows[i].literal);
        }
        choices.push_back(std::move(choice));
    }
    m_list->setChoices(std::move(choices));
    updateGeometry();
}

void ValuesEditor::addTyped(const QString& typed)
{
    if (typed.isEmpty()) {
        return;
    }
    const std::optional<Literal> literal = literalFrom(typed, m_compared.type);
    const bool isListed =
        literal && std::any_of(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.literal == *literal; });
    if (literal && !isListed) {
        m_rows.push_back({*literal, m_compared.column != nullptr ? std::optional<std::uint64_t>(0) : std::nullopt});
    } else if (!literal && m_rows.empty()) {
        m_mend->say(tr("“%1” is no value of this kind").arg(typed));
    }
}

void ValuesEditor::rowChosen(int row)
{
    const Literal literal = m_rows[static_cast<std::size_t>(row)].literal;
    if (!isMany()) {
        setChosen({literal});
        Q_EMIT accepted();
        return;
    }
    LiteralList values = chosen();
    const auto present = std::find(values.begin(), values.end(), literal);
    if (present == values.end()) {
        values.push_back(literal);
    } else if (values.size() > 1) {
        values.erase(present);
    } else {
        m_mend->say(tr("One value has to stay. Choose another one first."));
        return;
    }
    m_mend->say({});
    setChosen(std::move(values));
    m_list->setChecked(row, isChosen(literal));
}

void ValuesEditor::setChosen(LiteralList values)
{
    Node changed = node();
    if (ValueTest* test = testAt(changed, facet())) {
        const bool many = isMany();
        test->operand = many ? Operand(std::move(values)) : Operand(std::move(values.front()));
        tryNode(std::move(changed));
    }
}

void ValuesEditor::setIgnoreCase(bool ignore)
{
    Node changed = node();
    if (ValueTest* test = testAt(changed, facet())) {
        test->ignoreCase = ignore;
        tryNode(std::move(changed));
    }
}

bool ValuesEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_search || event->type() != QEvent::KeyPress) {
        return FacetEditor::eventFilter(watched, event);
    }
    // The search keeps the focus: arrows walk through the list below it, Enter takes what is typed, or is done.
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Down || key == Qt::Key_Up) {
        m_list->step(key == Qt::Key_Down ? 1 : -1);
        return true;
    }
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (isEnter && m_search->text().isEmpty()) {
        if (!isMany()) {
            m_list->chooseCurrent();
        } else {
            Q_EMIT accepted();
        }
        return true;
    }
    if (isEnter && m_work.isRunning()) {
        ++m_entersWaiting; // the list still shows what fits fewer letters
        return true;
    }
    if (isEnter) {
        takeTyped();
        return true;
    }
    return FacetEditor::eventFilter(watched, event);
}

} // namespace postweave::ui::segments
