// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/range_editor.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/segments/editors/axis_input.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/literals.h"
#include "ui/segments/new_conditions.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/histogram_view.h"

#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr int kBars = 45;

bool isDay(ValueType type)
{
    return type == ValueType::Date || type == ValueType::DateTime;
}

bool isWhole(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Date;
}

} // namespace

RangeEditor::RangeEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent), m_compared(comparedAt(this->node(), facet, *context))
{
    build();
    showValues();
    load();
}

bool RangeEditor::isPair() const
{
    const ValueTest* test = testAt(node(), facet());
    return test != nullptr && operandShapeOf(test->op) == OperandShape::Pair;
}

LiteralList RangeEditor::values() const
{
    const ValueTest* test = testAt(node(), facet());
    return test != nullptr ? literalsOf(test->operand) : LiteralList{};
}

void RangeEditor::build()
{
    const bool isField = facet().field >= 0;
    const bool hasHistogram = m_compared.column != nullptr || (facet().test < 0 && !isField);
    QVBoxLayout* column = editorColumn(this, kEditorWidth);
    const bool isEvents = facet().test >= 0;
    const QString people = formatCount(static_cast<qint64>(
        (isEvents || isField) && m_compared.column != nullptr ? m_compared.column->rowCount() : context()->people()));
    const QString whole = isField    ? tr("%1 objects").arg(people)
                          : isEvents ? tr("%1 events").arg(people)
                                     : tr("%1 people").arg(people);
    column->addWidget(editorHeading(m_compared.name, whole, this));
    if (hasHistogram) {
        m_histogram = new HistogramView(this);
        m_histogram->setAccessibleName(tr("Distribution of %1").arg(m_compared.name));
        m_histogram->setStep(m_compared.type == ValueType::DateTime ? static_cast<double>(kMicrosecondsPerDay)
                             : isWhole(m_compared.type)             ? 1
                                                                    : 0);
        column->addWidget(m_histogram);
        connect(m_histogram, &HistogramView::rangeChanged, this, &RangeEditor::handleMoved);
    }
    auto* pair = new QWidget(this);
    auto* inputs = new QHBoxLayout(pair);
    inputs->setContentsMargins(0, 0, 0, 0);
    inputs->setSpacing(scaled(space::kUnit));
    m_first = new AxisInput(m_compared.type, isPair() ? tr("From") : tr("Value"), this);
    inputs->addWidget(m_first);
    connect(m_first, &AxisInput::edited, this, &RangeEditor::inputEdited);
    if (isPair()) {
        inputs->addWidget(new Label(tr("to"), TextRole::Body, &Theme::text2, this));
        m_second = new AxisInput(m_compared.type, tr("To"), this);
        inputs->addWidget(m_second);
        connect(m_second, &AxisInput::edited, this, &RangeEditor::inputEdited);
    }
    // What does not fit beside the inputs, in whatever language, goes below them.
    auto* line = new FlowLayout(scaled(space::kUnit));
    line->addWidget(pair);
    if (hasHistogram && !isDay(m_compared.type)) {
        line->addWidget(makePresets());
    }
    column->addLayout(line);
    if (isDay(m_compared.type) && !isPair()) {
        addCalendar(column);
    }
    m_mend = new MendLine(this);
    column->addWidget(m_mend);
    m_foot = new EditorFoot(this);
    m_foot->setVisible(hasHistogram);
    if (hasHistogram) {
        // The foot reaches the popover's edges.
        const QMargins margins = column->contentsMargins();
        column->setContentsMargins(0, margins.top(), 0, 0);
        for (int i = 0; i < column->count(); ++i) {
            QLayoutItem* item = column->itemAt(i);
            if (item->widget() != nullptr) {
                item->widget()->setContentsMargins(margins.left(), 0, margins.right(), 0);
            } else {
                item->layout()->setContentsMargins(margins.left(), 0, margins.right(), 0);
            }
        }
    }
    column->addWidget(m_foot);
    setFocusProxy(m_first);
}

void RangeEditor::addCalendar(QLayout* column)
{
    m_calendar = new QCalendarWidget(this);
    m_calendar->setAccessibleName(tr("Calendar"));
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    m_calendar->setGridVisible(false);
    column->addWidget(m_calendar);
    connect(m_calendar, &QCalendarWidget::selectionChanged, this,
            [this] { tryValues({dayLiteral(m_calendar->selectedDate())}); });
}

QWidget* RangeEditor::makePresets()
{
    auto* presets = new QWidget(this);
    auto* row = new QHBoxLayout(presets);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(space::kHalf));
    const auto add = [&](const QString& words, double from, double to) {
        QPushButton* button = compactButton(words, presets);
        connect(button, &QPushButton::clicked, this, [this, from, to] { choosePreset(from, to); });
        row->addWidget(button);
    };
    constexpr double kTopTenth = 0.9;
    constexpr double kLowerQuarter = 0.25;
    constexpr double kUpperQuarter = 0.75;
    add(tr("Top 10 %"), kTopTenth, 1);
    if (isPair()) {
        add(tr("Middle half"), kLowerQuarter, kUpperQuarter);
    } else {
        add(tr("Median"), 0.5, 0.5); // NOLINT(readability-magic-numbers)
    }
    return presets;
}

void RangeEditor::load()
{
    if (m_histogram == nullptr) {
        return;
    }
    m_work.run([node = node(), facet = facet(), context = context()](
                   const CancelToken& cancel) { return distributionOf(node, facet, *context, cancel); },
               [this](Distribution distribution) { showDistribution(std::move(distribution)); });
}

void RangeEditor::showDistribution(Distribution distribution)
{
    m_distribution = std::move(distribution);
    if (m_distribution != nullptr && !m_distribution->isEmpty()) {
        const ColumnDistribution::Bars bars = m_distribution->bars(kBars, isWhole(m_compared.type));
        if (isDay(m_compared.type)) {
            m_histogram->setLabels([type = m_compared.type, zone = context()->zone](double position) {
                const std::optional<QDate> day = dayOf(literalAt(position, type, zone));
                return day ? day->toString(QStringLiteral("MMM yyyy")) : QString();
            });
        }
        m_histogram->setBars(bars.counts, bars.low, bars.high, bars.openEnd);
    }
    showValues();
    Q_EMIT loaded();
}

std::pair<std::optional<double>, std::optional<double>> RangeEditor::axisRange() const
{
    const ValueTest* test = testAt(node(), facet());
    const LiteralList present = values();
    if (test == nullptr || present.empty()) {
        return {};
    }
    const std::optional<double> first = axisPosition(present.front(), m_compared.type, context()->zone);
    switch (test->op) {
    case Operator::Less:
    case Operator::LessOrEqual:
    case Operator::Before:
        return {std::nullopt, first};
    case Operator::Greater:
    case Operator::GreaterOrEqual:
    case Operator::After:
        return {first, std::nullopt};
    case Operator::Between:
        return {first, axisPosition(present.back(), m_compared.type, context()->zone)};
    default:
        return {first, first};
    }
}

void RangeEditor::showValues()
{
    const LiteralList present = values();
    if (!present.empty()) {
        m_first->setLiteral(present.front());
        if (m_second != nullptr) {
            m_second->setLiteral(present.back());
        }
        if (m_calendar != nullptr) {
            const QSignalBlocker quiet(m_calendar);
            m_calendar->setSelectedDate(dayOf(present.front()).value_or(QDate::currentDate()));
        }
    }
    if (m_histogram != nullptr) {
        const auto [from, to] = axisRange();
        m_histogram->setRange(from, to);
    }
    showFigures();
}

void RangeEditor::showFigures()
{
    if (m_distribution == nullptr || values().empty()) {
        return;
    }
    const ValueTest* test = testAt(node(), facet());
    const auto [from, to] = axisRange();
    const bool isOpenEnd = test->op == Operator::Less || test->op == Operator::Before;
    const bool isOpenStart = test->op == Operator::Greater || test->op == Operator::After;
    const std::uint64_t present = m_distribution->present();
    const std::uint64_t below = !from ? 0 : isOpenStart ? m_distribution->upTo(*from) : m_distribution->below(*from);
    const std::uint64_t until = !to ? present : isOpenEnd ? m_distribution->below(*to) : m_distribution->upTo(*to);
    const std::uint64_t within = until > below ? until - below : 0;
    const auto figure = [](std::uint64_t number, const QString& words) {
        return std::pair(static_cast<qint64>(number), words);
    };
    m_foot->setFigures({figure(within, tr("in range")), figure(below, tr("below")),
                        figure(present - below - within, tr("above")), figure(m_distribution->missing(), tr("empty"))});
}

void RangeEditor::inputEdited(bool isValid)
{
    m_mend->say(isValid ? QString() : tr("This is no number. Type digits, such as 30 or 12.5."));
    const std::optional<Literal> first = m_first->literal();
    const std::optional<Literal> second = m_second != nullptr ? m_second->literal() : first;
    if (!isValid || !first || !second) {
        return;
    }
    const std::optional<double> low = axisPosition(*first, m_compared.type, context()->zone);
    const std::optional<double> high = axisPosition(*second, m_compared.type, context()->zone);
    if (low && high && *low > *high) {
        m_mend->say(tr("The first is above the second; swap them."));
        return;
    }
    tryValues(m_second != nullptr ? LiteralList{*first, *second} : LiteralList{*first});
}

void RangeEditor::handleMoved(std::optional<double> from, std::optional<double> to)
{
    const auto literal = [&](double position) { return literalAt(position, m_compared.type, context()->zone); };
    const LiteralList before = values();
    if (isPair() && before.size() == 2) {
        tryValues({from ? literal(*from) : before.front(), to ? literal(*to) : before.back()});
    } else if (from || to) {
        const auto [oldFrom, oldTo] = axisRange();
        tryValues({literal(to && to != oldTo ? *to : from ? *from : *to)});
    }
    showValues();
}

void RangeEditor::choosePreset(double fromShare, double toShare)
{
    if (m_distribution == nullptr || m_distribution->isEmpty()) {
        return;
    }
    const auto literal = [&](double share) {
        return literalAt(share >= 1 ? m_distribution->largest() : m_distribution->quantile(share), m_compared.type,
                         context()->zone);
    };
    tryValues(isPair() ? LiteralList{literal(fromShare), literal(toShare)} : LiteralList{literal(fromShare)});
    showValues();
}

void RangeEditor::tryValues(const LiteralList& values)
{
    Node changed = node();
    if (ValueTest* test = testAt(changed, facet())) {
        test->operand = isPair() ? Operand(values) : Operand(values.front());
        tryNode(std::move(changed));
    }
    showValues();
}

} // namespace postweave::ui::segments
