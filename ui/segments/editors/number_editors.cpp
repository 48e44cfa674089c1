// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/number_editors.h"

#include "core/segment/wording.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/literals.h"
#include "ui/segments/new_conditions.h"
#include "ui/segments/value_distribution.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/histogram_view.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr int kMostTimes = 1'000'000;

struct CountWord {
    Operator op;
    QString words;
};

std::vector<CountWord> countWords()
{
    return {
        {Operator::GreaterOrEqual, CountEditor::tr("at least")}, {Operator::LessOrEqual, CountEditor::tr("at most")},
        {Operator::Equal, CountEditor::tr("exactly")},           {Operator::NotEqual, CountEditor::tr("not exactly")},
        {Operator::Greater, CountEditor::tr("more than")},       {Operator::Less, CountEditor::tr("fewer than")},
        {Operator::Between, CountEditor::tr("between")}};
}

int wholeOf(const Literal& literal)
{
    const double number = axisPosition(literal, ValueType::Integer, {}).value_or(1);
    return static_cast<int>(std::clamp(number, 0.0, static_cast<double>(kMostTimes)));
}

QSpinBox* timesBox(const QString& name, QWidget* parent)
{
    constexpr int kWidth = 84;
    auto* box = new QSpinBox(parent);
    box->setRange(0, kMostTimes);
    box->setAccessibleName(name);
    box->setMinimumWidth(scaled(kWidth));
    return box;
}

QDoubleSpinBox* percentBox(const QString& name, QWidget* parent)
{
    constexpr int kWidth = 84;
    auto* box = new QDoubleSpinBox(parent);
    box->setRange(0, 100);
    box->setDecimals(1);
    box->setAccessibleName(name);
    box->setMinimumWidth(scaled(kWidth));
    return box;
}

} // namespace

CountEditor::CountEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent),
      m_histogram(new HistogramView(this)),
      m_operator(new QComboBox(this)),
      m_times(timesBox(tr("Times"), this)),
      m_upTo(timesBox(tr("Up to times"), this)),
      m_and(new Label(tr("and"), TextRole::Body, &Theme::text2, this)),
      m_mend(new MendLine(this))
{
    QVBoxLayout* column = editorColumn(this, kEditorWidth);
    const EventFilter* events = eventsAt(this->node(), -1);
    const QString name = events != nullptr ? QString::fromStdString(readableName(events->type)) : QString();
    column->addWidget(editorHeading(name, tr("how often"), this));
    m_histogram->setAccessibleName(tr("How often people did it"));
    m_histogram->setSelectable(false);
    column->addWidget(m_histogram);
    for (const CountWord& word : countWords()) {
        m_operator->addItem(word.words, static_cast<int>(word.op));
    }
    m_operator->setAccessibleName(tr("Comparison"));
    auto* row = new QHBoxLayout;
    row->setSpacing(scaled(space::kUnit));
    row->addWidget(m_operator);
    row->addWidget(m_times);
    row->addWidget(m_and);
    row->addWidget(m_upTo);
    row->addWidget(new Label(tr("times"), TextRole::Body, &Theme::text2, this));
    row->addStretch();
    column->addLayout(row);
    column->addWidget(m_mend);
    QPushButton* once = removeButton(tr("At least once"), this);
    column->addWidget(once, 0, Qt::AlignLeft);
    setFocusProxy(m_times);
    showTest();
    constexpr int kBars = 20;
    m_work.run([node = this->node(), facet,
                context](const CancelToken& cancel) { return distributionOf(node, facet, *context, cancel); },
               [this](const Distribution& distribution) {
                   if (distribution != nullptr && !distribution->isEmpty()) {
                       const ColumnDistribution::Bars bars = distribution->bars(kBars, true);
                       m_histogram->setBars(bars.counts, bars.low, bars.high, bars.openEnd);
                       showRange();
                   }
               });
    connect(m_operator, &QComboBox::activated, this, &CountEditor::tryTest);
    connect(m_times, &QSpinBox::valueChanged, this, &CountEditor::tryTest);
    connect(m_upTo, &QSpinBox::valueChanged, this, &CountEditor::tryTest);
    connect(once, &QPushButton::clicked, this, [this] {
        tryNode(withQuestion(this->node(), EventQuestion::AtLeastOnce, *this->context()));
        Q_EMIT accepted();
    });
}

void CountEditor::showTest()
{
    const ValueTest* test = testAt(node(), facet());
    const LiteralList values = test != nullptr ? literalsOf(test->operand) : LiteralList{};
    const int index = test != nullptr ? m_operator->findData(static_cast<int>(test->op)) : 0;
    m_operator->setCurrentIndex(std::max(0, index));
    m_times->setValue(values.empty() ? 1 : wholeOf(values.front()));
    m_upTo->setValue(values.size() < 2 ? m_times->value() + 1 : wholeOf(values.back()));
    const bool isPair = test != nullptr && test->op == Operator::Between;
    m_and->setVisible(isPair);
    m_upTo->setVisible(isPair);
}

void CountEditor::showRange()
{
    const ValueTest* test = testAt(node(), facet());
    const Operator op = test != nullptr ? test->op : Operator::GreaterOrEqual;
    const double times = m_times->value();
    switch (op) {
    case Operator::Less:
        m_histogram->setRange(std::nullopt, times - 1);
        break;
    case Operator::LessOrEqual:
        m_histogram->setRange(std::nullopt, times);
        break;
    case Operator::Greater:
        m_histogram->setRange(times + 1, std::nullopt);
        break;
    case Operator::GreaterOrEqual:
        m_histogram->setRange(times, std::nullopt);
        break;
    case Operator::Between:
        m_histogram->setRange(times, m_upTo->value());
        break;
    default:
        m_histogram->setRange(times, times);
    }
}

void CountEditor::tryTest()
{
    const auto op = static_cast<Operator>(m_operator->currentData().toInt());
    const bool isPair = op == Operator::Between;
    m_and->setVisible(isPair);
    m_upTo->setVisible(isPair);
    const bool isSwapped = isPair && m_upTo->value() < m_times->value();
    m_mend->say(isSwapped ? tr("The first is above the second; swap them.") : QString());
    Node changed = node();
    auto* count = std::get_if<EventCount>(&changed.body);
    if (count == nullptr || isSwapped) {
        return;
    }
    const auto literal = [](const QSpinBox* box) { return Literal(static_cast<std::int64_t>(box->value())); };
    count->count = ValueTest{
        op, isPair ? Operand(LiteralList{literal(m_times), literal(m_upTo)}) : Operand(literal(m_times)), false};
    tryNode(std::move(changed));
    showRange();
}

PercentileEditor::PercentileEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent),
      m_from(percentBox(tr("From percentile"), this)),
      m_to(percentBox(tr("To percentile"), this)),
      m_mend(new MendLine(this))
{
    QVBoxLayout* column = editorColumn(this, kEditorWidth);
    column->addWidget(
        editorHeading(comparedAt(this->node(), facet, *context).name, tr("share of people with a lower score"), this));
    auto* row = new QHBoxLayout;
    row->setSpacing(scaled(space::kUnit));
    row->addWidget(m_from);
    row->addWidget(new Label(tr("to"), TextRole::Body, &Theme::text2, this));
    row->addWidget(m_to);
    row->addStretch();
    column->addLayout(row);
    auto* presets = new FlowLayout(scaled(space::kHalf));
    const auto add = [&](const QString& words, double from, double to) {
        QPushButton* button = compactButton(words, this);
        connect(button, &QPushButton::clicked, this, [this, from, to] {
            tryBand(from, to);
            showBand();
        });
        presets->addWidget(button);
    };
    // NOLINTBEGIN(readability-magic-numbers)
    add(tr("Top 10 %"), 90, 100);
    add(tr("Top quarter"), 75, 100);
    add(tr("Middle half"), 25, 75);
    add(tr("Lowest quarter"), 0, 25);
    // NOLINTEND(readability-magic-numbers)
    column->addLayout(presets);
    column->addWidget(m_mend);
    setFocusProxy(m_from);
    showBand();
    const auto edited = [this] { tryBand(m_from->value(), m_to->value()); };
    connect(m_from, &QDoubleSpinBox::valueChanged, this, edited);
    connect(m_to, &QDoubleSpinBox::valueChanged, this, edited);
}

void PercentileEditor::showBand()
{
    const auto* score = std::get_if<ScoreTest>(&node().body);
    const auto* band = score != nullptr ? std::get_if<PercentileBand>(&score->test) : nullptr;
    if (band != nullptr) {
        const QSignalBlocker quietFrom(m_from);
        const QSignalBlocker quietTo(m_to);
        m_from->setValue(band->from);
        m_to->setValue(band->to);
    }
}

void PercentileEditor::tryBand(double from, double to)
{
    m_mend->say(from < to ? QString() : tr("The band is empty; choose a higher end."));
    if (from < to) {
        Node changed = node();
        std::get<ScoreTest>(changed.body).test = PercentileBand{from, to};
        tryNode(std::move(changed));
    }
}

} // namespace postweave::ui::segments
