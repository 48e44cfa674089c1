// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/subject_picker.h"

#include "core/segment/wording.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/search_item.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/tree_row_content.h"
#include "ui/widgets/search_field.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

namespace {

QString typeWord(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return SubjectPicker::tr("yes or no");
    case ValueType::Integer:
    case ValueType::Number:
        return SubjectPicker::tr("number");
    case ValueType::Date:
        return SubjectPicker::tr("date");
    case ValueType::DateTime:
        return SubjectPicker::tr("date and time");
    case ValueType::List:
        return SubjectPicker::tr("list");
    case ValueType::Text:
        break;
    }
    return SubjectPicker::tr("text");
}

QString readable(const std::string& name)
{
    return QString::fromStdString(segment::readableName(name));
}

} // namespace

SubjectPicker::SubjectPicker(const Context& context, const std::optional<Subject>& current, bool eventsOnly,
                             const QString& ownName, QWidget* parent)
    : QWidget(parent),
      m_search(new SearchField(tr("Search attributes, events, scores, segments"), this)),
      m_list(new ChoiceList(tr("What the condition is about"), this))
{
    constexpr int kMostRows = 11;
    QVBoxLayout* column = editorColumn(this, kNarrowEditorWidth + 40);
    const int padding = column->contentsMargins().left();
    column->setContentsMargins(0, scaled(12), 0, scaled(space::kUnit));
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(padding - 4, 0, padding - 4, 0);
    padded->addWidget(m_search);
    column->addLayout(padded);
    column->addWidget(m_list);
    m_list->setMostRows(kMostRows);
    if (!eventsOnly) {
        addAttributes(*context);
    }
    addEvents(*context);
    if (!eventsOnly) {
        addProfileConditions(*context);
        addDefinitions(*context, ownName);
    }
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [&](const Row& row) { return !row.choice.isHeading && row.subject == current; });
    m_currentId = found != m_rows.end() ? found->choice.id : -1;
    filter({});
    setFocusProxy(m_search);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &SubjectPicker::filter);
    connect(m_list, &ChoiceList::chosen, this,
            [this](int row) { Q_EMIT chosen(m_rows[static_cast<std::size_t>(m_list->choices().at(row).id)].subject); });
}

void SubjectPicker::addHeading(const QString& words)
{
    Row row;
    row.choice.title = words;
    row.choice.isHeading = true;
    row.choice.id = static_cast<int>(m_rows.size());
    m_rows.push_back(std::move(row));
}

void SubjectPicker::add(Subject::Kind kind, const std::string& name, const QString& title, Icon icon,
                        const QString& hint)
{
    Row row;
    row.subject = {kind, name};
    row.choice.title = title;
    row.choice.icon = icon;
    row.choice.hint = hint;
    row.choice.id = static_cast<int>(m_rows.size());
    m_rows.push_back(std::move(row));
}

void SubjectPicker::addAttributes(const SegmentContext& context)
{
    if (!context.catalog.attributes.empty()) {
        addHeading(tr("Attributes"));
    }
    for (const segment::CatalogEntry& entry : context.catalog.attributes) {
        add(Subject::Kind::Attribute, entry.name, attributeLabel(entry.name, context), typeIcon(entry.type),
            typeWord(entry.type));
    }
}

void SubjectPicker::addEvents(const SegmentContext& context)
{
    if (!context.catalog.events.empty()) {
        addHeading(tr("Events"));
    }
    for (const segment::CatalogEvent& event : context.catalog.events) {
        const audience::EventTable* table = context.audience->event(event.type);
        const qint64 rows = table != nullptr ? static_cast<qint64>(table->rowCount()) : 0;
        add(Subject::Kind::Event, event.type, readable(event.type), Icon::Bolt, formatCount(rows));
    }
}

void SubjectPicker::addProfileConditions(const SegmentContext& context)
{
    addHeading(tr("More"));
    const std::vector<segment::CatalogEntry>& attributes = context.catalog.attributes;
    const bool canCompare = std::any_of(attributes.begin(), attributes.end(), [&](const segment::CatalogEntry& entry) {
        return !comparableWith(entry.name, context).empty();
    });
    if (canCompare) {
        add(Subject::Kind::Comparison, {}, tr("Two attributes compared"), Icon::Compare, tr("of one person"));
    }
    add(Subject::Kind::Random, {}, tr("Random share of people"), Icon::People, tr("for tests"));
    if (coordinateNames(context).latitudes.size() > 1) {
        add(Subject::Kind::Distance, {}, tr("Distance from a place"), Icon::Target, tr("in km"));
    }
}

void SubjectPicker::addDefinitions(const SegmentContext& context, const QString& ownName)
{
    addHeading(tr("Scores"));
    for (const auto& entry : context.definitions->scores) {
        add(Subject::Kind::Score, entry.first, readable(entry.first), Icon::Gauge, tr("score"));
    }
    const std::vector<ValueType> amounts =
        context.catalog.propertyTypes(segment::kPurchaseEvent, segment::kPurchaseAmount);
    const bool hasPurchases = std::any_of(amounts.begin(), amounts.end(), [](ValueType type) {
        return type == ValueType::Integer || type == ValueType::Number;
    });
    for (const segment::Score& score : segment::builtInScores()) {
        const bool isSaved = context.definitions->scores.contains(score.name);
        if (!isSaved && hasPurchases) {
            add(Subject::Kind::Score, score.name, scoreLabel(score.name), Icon::Gauge, tr("built in"));
        }
    }
    if (m_rows.back().choice.isHeading) {
        m_rows.pop_back();
    }
    std::vector<std::string> segments;
    for (const auto& entry : context.definitions->segments) {
        if (entry.first != ownName.toStdString()) {
            segments.push_back(entry.first);
        }
    }
    if (!segments.empty()) {
        addHeading(tr("Segments"));
    }
    for (const std::string& name : segments) {
        add(Subject::Kind::Segment, name, QString::fromStdString(name), Icon::Segments, tr("segment"));
    }
}

void SubjectPicker::filter(const QString& text)
{
    std::vector<Choice> fitting;
    for (const Row& row : m_rows) {
        const bool fits = row.choice.isHeading ? text.isEmpty()
                                               : text.isEmpty() || matchScore(text, row.choice.title) > 0 ||
                                                     matchScore(text, QString::fromStdString(row.subject.name)) > 0;
        if (fits) {
            fitting.push_back(row.choice);
        }
    }
    if (!text.isEmpty()) {
        std::stable_sort(fitting.begin(), fitting.end(), [&](const Choice& a, const Choice& b) {
            return matchScore(text, a.title) > matchScore(text, b.title);
        });
    }
    m_list->setChoices(std::move(fitting), text.isEmpty() ? m_currentId : -1);
}

bool SubjectPicker::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            m_list->step(key == Qt::Key_Down ? 1 : -1);
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_list->chooseCurrent();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

SubjectEditor::SubjectEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent)
{
    const bool isStep = facet.step >= 0;
    std::optional<Subject> current = subjectOf(this->node());
    if (isStep) {
        current = Subject{Subject::Kind::Event, eventsAt(this->node(), facet.step)->type};
    }
    m_picker = new SubjectPicker(context, current, isStep, {}, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_picker);
    setFocusProxy(m_picker);
    connect(m_picker, &SubjectPicker::chosen, this, [this, isStep](const Subject& subject) {
        segment::Node changed = this->node();
        if (isStep) {
            segment::EventFilter& events = *eventsAt(changed, this->facet().step);
            segment::Node about{segment::EventCount{events, std::nullopt, std::nullopt}, false};
            events = *eventsAt(withSubject(about, subject, *this->context()), -1);
        } else {
            changed = withSubject(changed, subject, *this->context());
        }
        tryNode(std::move(changed));
        Q_EMIT accepted();
    });
}

} // namespace postweave::ui::segments
