// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/calendar_editors.h"

#include "ui/base/fonts.h"
#include "ui/segments/condition_words.h"
#include "ui/segments/editors/choice_editor.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/literals.h"
#include "ui/segments/new_conditions.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr int kPeriods = static_cast<int>(CalendarPeriod::LastYear) + 1;

QString dayWords(int day)
{
    return spanWords({SpanRole::Calendar, readableName(weekdayNames()[static_cast<std::size_t>(day)]), -1, -1, -1, -1});
}

QString periodWords(CalendarPeriod period)
{
    std::string text(nameOf(period));
    std::replace(text.begin(), text.end(), '_', ' ');
    return spanWords({SpanRole::Calendar, std::move(text), -1, -1, -1, -1});
}

/// 1 Jul – 31 Jul 2026, or the one day.
QString daysWords(const DayRange& days)
{
    const QLocale locale;
    const QString last = locale.toString(toQDate(days.last), QLocale::ShortFormat);
    return days.first == days.last
               ? last
               : QStringLiteral("%1 – %2").arg(locale.toString(toQDate(days.first), QLocale::ShortFormat), last);
}

Weekdays workingDays()
{
    Weekdays days;
    for (int day = 0; day < Weekdays::kCount; ++day) {
        if (!weekend().contains(day)) {
            days.add(day);
        }
    }
    return days;
}

} // namespace

std::vector<Choice> periodChoices(const SegmentContext& context)
{
    const Date today = context.zone.dayOf(context.now);
    std::vector<Choice> choices;
    for (int i = 0; i < kPeriods; ++i) {
        const auto period = static_cast<CalendarPeriod>(i);
        Choice choice;
        choice.title = periodWords(period);
        choice.hint = daysWords(daysOf(period, today));
        choice.id = i;
        choices.push_back(std::move(choice));
    }
    return choices;
}

FacetEditor* makePeriodEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    const ValueTest* test = testAt(node, facet);
    const auto* period = test != nullptr ? std::get_if<CalendarPeriod>(&test->operand) : nullptr;
    auto* editor = new ChoiceEditor(node, facet, context, parent, ChoiceEditor::tr("Days of the calendar"),
                                    periodChoices(*context), period != nullptr ? static_cast<int>(*period) : -1,
                                    [facet](const Node& before, int id) {
                                        Node changed = before;
                                        if (ValueTest* own = testAt(changed, facet)) {
                                            own->operand = static_cast<CalendarPeriod>(id);
                                        }
                                        return changed;
                                    });
    editor->setMinimumWidth(scaled(kEditorWidth)); // both days are to be read
    return editor;
}

WeekdaysEditor::WeekdaysEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent),
      m_list(new ChoiceList(tr("Days of the week"), this)),
      m_mend(new MendLine(this))
{
    QVBoxLayout* column = editorColumn(this, kNarrowEditorWidth);
    const int padding = column->contentsMargins().left();
    column->setContentsMargins(0, scaled(space::kUnit), 0, scaled(space::kUnit));
    column->addWidget(m_list);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(padding - 4, 0, padding - 4, 0);
    row->setSpacing(scaled(space::kHalf));
    const auto addPreset = [&](const QString& words, Weekdays days) {
        QPushButton* button = removeButton(words, this);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, days] {
            setDays(days);
            showDays();
        });
    };
    addPreset(tr("Working days"), workingDays());
    addPreset(tr("Weekend"), weekend());
    row->addStretch();
    auto* mend = new QHBoxLayout;
    mend->setContentsMargins(padding, 0, padding, 0);
    mend->addWidget(m_mend);
    column->addLayout(row);
    column->addLayout(mend);
    setFocusProxy(m_list);
    showDays();
    connect(m_list, &ChoiceList::chosen, this, &WeekdaysEditor::toggle);
}

void WeekdaysEditor::showDays()
{
    const Weekdays* days = weekdaysAt(node(), facet());
    std::vector<Choice> choices;
    for (int day = 0; day < Weekdays::kCount; ++day) {
        Choice choice;
        choice.title = dayWords(day);
        choice.checked = days != nullptr && days->contains(day);
        choice.id = day;
        choices.push_back(std::move(choice));
    }
    m_list->setChoices(std::move(choices));
}

void WeekdaysEditor::toggle(int day)
{
    const Weekdays* before = weekdaysAt(node(), facet());
    Weekdays days;
    for (int each = 0; before != nullptr && each < Weekdays::kCount; ++each) {
        if (before->contains(each) != (each == day)) {
            days.add(each);
        }
    }
    m_mend->say(days.isEmpty() ? tr("One day has to stay. Choose another one first.") : QString());
    if (!days.isEmpty()) {
        setDays(days);
        m_list->setChecked(day, days.contains(day));
    }
}

void WeekdaysEditor::setDays(Weekdays days)
{
    Node changed = node();
    if (Weekdays* own = weekdaysAt(changed, facet())) {
        *own = days;
        m_mend->say({});
        tryNode(std::move(changed));
    }
}

} // namespace postweave::ui::segments
