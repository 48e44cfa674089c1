// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of the calendar: a period around today, days of the week.
#pragma once

#include "core/segment/calendar_terms.h"
#include "ui/segments/editors/choice_list.h"
#include "ui/segments/editors/facet_editor.h"

namespace postweave::ui::segments {

class MendLine;

/// In the order of CalendarPeriod, ids are its values; beside each the days that it means today.
[[nodiscard]] std::vector<Choice> periodChoices(const SegmentContext& context);

/// For `in_calendar` and its complement.
[[nodiscard]] FacetEditor* makePeriodEditor(const segment::Node& node, const Facet& facet, const Context& context,
                                            QWidget* parent);

/// Days to tick, of a test or of an event's time; one has to stay.
class WeekdaysEditor : public FacetEditor {
    Q_OBJECT
public:
    WeekdaysEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);

    [[nodiscard]] ChoiceList* list() const { return m_list; }

private:
    void showDays();
    void toggle(int day);
    void setDays(segment::Weekdays days);

    ChoiceList* m_list;
    MendLine* m_mend;
};

} // namespace postweave::ui::segments
