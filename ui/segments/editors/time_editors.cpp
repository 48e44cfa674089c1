// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/time_editors.h"

#include "core/segment/wording.h"
#include "ui/base/fonts.h"
#include "ui/segments/condition_words.h"
#include "ui/segments/editors/axis_input.h"
#include "ui/segments/editors/calendar_editors.h"
#include "ui/segments/editors/duration_input.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/literals.h"
#include "ui/segments/new_conditions.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr int kMonthDays = 30;

Duration durationAt(const Node& node, const Facet& facet)
{
    if (facet.step >= 0 && facet.test < 0) {
        const auto* sequence = std::get_if<EventSequence>(&node.body);
        return sequence->steps[static_cast<std::size_t>(facet.step)].within.value_or(Duration::days(kMonthDays));
    }
    const ValueTest* test = testAt(node, facet);
    const auto* duration = test != nullptr ? std::get_if<Duration>(&test->operand) : nullptr;
    return duration != nullptr ? *duration : Duration::days(kMonthDays);
}

TimePoint pointOf(const Literal& literal)
{
    TimePoint point;
    point.isDay = true;
    point.local.date = toDate(dayOf(literal).value_or(QDate(2000, 1, 1)));
    return point;
}

Literal literalOfPoint(const TimePoint& point)
{
    return formatDate(point.local.date);
}

} // namespace

DurationEditor::DurationEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent), m_input(new DurationInput(tr("How long"), this))
{
    const bool isStep = facet.step >= 0 && facet.test < 0;
    QVBoxLayout* column = editorColumn(this, kNarrowEditorWidth);
    const ValueTest* test = testAt(this->node(), facet);
    const QString title = isStep ? tr("Within") : comparedAt(this->node(), facet, *context).name;
    const QString hint = isStep ? tr("since the step before") : test != nullptr ? operatorWords(test->op) : QString();
    column->addWidget(editorHeading(title, hint, this));
    m_input->setDuration(durationAt(this->node(), facet));
    column->addWidget(m_input);
    connect(m_input, &DurationInput::durationChanged, this, &DurationEditor::tryDuration);
    if (isStep) {
        QPushButton* unlimited = removeButton(tr("No limit"), this);
        column->addWidget(unlimited, 0, Qt::AlignLeft);
        connect(unlimited, &QPushButton::clicked, this, [this] {
            Node changed = this->node();
            std::get<EventSequence>(changed.body).steps[static_cast<std::size_t>(this->facet().step)].within.reset();
            tryNode(std::move(changed));
            Q_EMIT accepted();
        });
    }
    setFocusProxy(m_input);
}

void DurationEditor::tryDuration(Duration duration)
{
    Node changed = node();
    if (facet().step >= 0 && facet().test < 0) {
        std::get<EventSequence>(changed.body).steps[static_cast<std::size_t>(facet().step)].within = duration;
    } else if (ValueTest* test = testAt(changed, facet())) {
        test->operand = duration;
    }
    tryNode(std::move(changed));
}

WindowEditor::WindowEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent),
      m_modes(new SegmentedControl(this)),
      m_duration(new DurationInput(tr("How long"), this)),
      m_period(new QComboBox(this)),
      m_mend(new MendLine(this))
{
    // Not in the list above: it sets members that are initialised after m_days.
    m_days = makeDays();
    QVBoxLayout* column = editorColumn(this, kEditorWidth);
    m_modes->setAccessibleName(tr("When"));
    m_modes->add(tr("In the last"));
    m_modes->add(tr("Before that"));
    m_modes->add(tr("Between days"));
    m_modes->add(tr("Calendar"));
    column->addWidget(m_modes, 0, Qt::AlignLeft);
    column->addWidget(m_duration);
    column->addWidget(m_days);
    m_period->setAccessibleName(tr("Days of the calendar"));
    for (const Choice& choice : periodChoices(*context)) {
        m_period->addItem(QStringLiteral("%1 (%2)").arg(choice.title, choice.hint), choice.id);
    }
    column->addWidget(m_period, 0, Qt::AlignLeft);
    column->addWidget(m_mend);
    if (!std::holds_alternative<EventBoundary>(this->node().body)) {
        QPushButton* anyTime = removeButton(tr("At any time"), this);
        column->addWidget(anyTime, 0, Qt::AlignLeft);
        connect(anyTime, &QPushButton::clicked, this, [this] {
            tryNode(withWindow(this->node(), std::nullopt));
            Q_EMIT accepted();
        });
    }
    showWindow();
    connect(m_modes, &SegmentedControl::currentChanged, this, [this] {
        showMode();
        tryWindow();
    });
    connect(m_duration, &DurationInput::durationChanged, this, &WindowEditor::tryWindow);
    connect(m_period, &QComboBox::activated, this, &WindowEditor::tryWindow);
}

QWidget* WindowEditor::makeDays()
{
    auto* days = new QWidget(this);
    auto* grid = new QGridLayout(days);
    grid->setContentsMargins(0, 0, 0, 0);
    m_hasFrom = new QCheckBox(tr("from"), days);
    m_hasTo = new QCheckBox(tr("to, not included"), days);
    m_from = new AxisInput(ValueType::Date, tr("From this day"), days);
    m_to = new AxisInput(ValueType::Date, tr("Up to this day, not included"), days);
    grid->addWidget(m_hasFrom, 0, 0);
    grid->addWidget(m_from, 0, 1);
    grid->addWidget(m_hasTo, 1, 0);
    grid->addWidget(m_to, 1, 1);
    grid->setColumnStretch(2, 1);
    for (QCheckBox* box : {m_hasFrom, m_hasTo}) {
        connect(box, &QCheckBox::toggled, this, &WindowEditor::tryWindow);
    }
    for (AxisInput* input : {m_from, m_to}) {
        connect(input, &AxisInput::edited, this, &WindowEditor::tryWindow);
    }
    return days;
}

void WindowEditor::showWindow()
{
    const Window window = windowOf(node()).value_or(defaultWindow());
    const QSignalBlocker quiet(m_modes);
    const QSignalBlocker quietFrom(m_hasFrom);
    const QSignalBlocker quietTo(m_hasTo);
    const Date today = context()->zone.dayOf(context()->now);
    m_from->setLiteral(formatDate(Date{today.days - kMonthDays}));
    m_to->setLiteral(formatDate(Date{today.days + 1}));
    m_hasFrom->setChecked(true);
    m_duration->setDuration(Duration::days(kMonthDays));
    m_period->setCurrentIndex(static_cast<int>(CalendarPeriod::ThisMonth));
    if (const auto* last = std::get_if<Window::Last>(&window.span)) {
        m_modes->setCurrent(Last);
        m_duration->setDuration(last->duration);
    } else if (const auto* older = std::get_if<Window::OlderThan>(&window.span)) {
        m_modes->setCurrent(OlderThan);
        m_duration->setDuration(older->duration);
    } else if (const auto* between = std::get_if<Window::Between>(&window.span)) {
        m_modes->setCurrent(Between);
        m_hasFrom->setChecked(between->from.has_value());
        m_hasTo->setChecked(between->to.has_value());
        if (between->from) {
            m_from->setLiteral(literalOfPoint(*between->from));
        }
        if (between->to) {
            m_to->setLiteral(literalOfPoint(*between->to));
        }
    } else {
        m_modes->setCurrent(Calendar);
        m_period->setCurrentIndex(static_cast<int>(std::get<Window::Calendar>(window.span).period));
    }
    showMode();
}

void WindowEditor::showMode()
{
    m_duration->setVisible(m_modes->current() == Last || m_modes->current() == OlderThan);
    m_period->setVisible(m_modes->current() == Calendar);
    m_days->setVisible(m_modes->current() == Between);
    setFocusProxy(m_modes->current() == Calendar  ? static_cast<QWidget*>(m_period)
                  : m_modes->current() == Between ? static_cast<QWidget*>(m_modes)
                                                  : m_duration);
    m_from->setEnabled(m_hasFrom->isChecked());
    m_to->setEnabled(m_hasTo->isChecked());
}

void WindowEditor::tryWindow()
{
    showMode();
    m_mend->say({});
    Window window;
    if (m_modes->current() == Last) {
        window.span = Window::Last{m_duration->duration()};
    } else if (m_modes->current() == OlderThan) {
        window.span = Window::OlderThan{m_duration->duration()};
    } else if (m_modes->current() == Calendar) {
        window.span = Window::Calendar{static_cast<CalendarPeriod>(m_period->currentData().toInt())};
    } else {
        Window::Between between;
        if (m_hasFrom->isChecked()) {
            between.from = pointOf(*m_from->literal());
        }
        if (m_hasTo->isChecked()) {
            between.to = pointOf(*m_to->literal());
        }
        if (!between.from && !between.to) {
            m_mend->say(tr("Tick at least one of the two days."));
            return;
        }
        if (between.from && between.to && between.to->local <= between.from->local) {
            m_mend->say(tr("The window ends before it begins; choose a later end."));
            return;
        }
        window.span = between;
    }
    tryNode(withWindow(node(), window));
}

HeldEditor::HeldEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent),
      m_bound(new QComboBox(this)),
      m_duration(new DurationInput(tr("How long"), this))
{
    QVBoxLayout* column = editorColumn(this, kNarrowEditorWidth);
    column->addWidget(editorHeading(tr("Has held without a break"), {}, this));
    m_bound->addItems({tr("for at least"), tr("for less than")});
    m_bound->setAccessibleName(tr("At least or less than"));
    const auto& held = std::get<AttributeTest>(this->node().body).held;
    m_bound->setCurrentIndex(held && held->bound == Held::Bound::LessThan ? 1 : 0);
    m_duration->setDuration(held ? held->duration : Duration::days(kMonthDays));
    column->addWidget(m_bound);
    column->addWidget(m_duration);
    QPushButton* remove = removeButton(tr("However long"), this);
    column->addWidget(remove, 0, Qt::AlignLeft);
    setFocusProxy(m_duration);
    connect(m_bound, &QComboBox::activated, this, &HeldEditor::tryHeld);
    connect(m_duration, &DurationInput::durationChanged, this, &HeldEditor::tryHeld);
    connect(remove, &QPushButton::clicked, this, [this] {
        Node changed = this->node();
        std::get<AttributeTest>(changed.body).held.reset();
        tryNode(std::move(changed));
        Q_EMIT accepted();
    });
}

void HeldEditor::tryHeld()
{
    Node changed = node();
    std::get<AttributeTest>(changed.body).held =
        Held{m_bound->currentIndex() == 1 ? Held::Bound::LessThan : Held::Bound::AtLeast, m_duration->duration()};
    tryNode(std::move(changed));
}

} // namespace postweave::ui::segments
