// SPDX-License-Identifier: GPL-3.0-or-later
// RangeEditor: one or two numbers or days on a histogram of the values that occur.
#pragma once

#include "ui/base/worker.h"
#include "ui/segments/editors/facet_editor.h"
#include "ui/segments/value_distribution.h"

#include <memory>
#include <optional>

class QCalendarWidget;

namespace postweave::ui {
class HistogramView;
}

namespace postweave::ui::segments {

class AxisInput;
class EditorFoot;
class MendLine;

/// For the operators that take one value or a pair, of numbers, dates and datetimes.
class RangeEditor : public FacetEditor {
    Q_OBJECT
public:
    RangeEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);

    [[nodiscard]] HistogramView* histogram() const { return m_histogram; }
    [[nodiscard]] AxisInput* firstInput() const { return m_first; }
    [[nodiscard]] AxisInput* secondInput() const { return m_second; }

Q_SIGNALS:
    /// The distribution has arrived.
    void loaded();

private:
    void build();
    void addCalendar(QLayout* column);
    QWidget* makePresets();
    void load();
    void showDistribution(Distribution distribution);
    void inputEdited(bool isValid);
    void handleMoved(std::optional<double> from, std::optional<double> to);
    void choosePreset(double fromShare, double toShare);
    void tryValues(const segment::LiteralList& values);
    void showValues();
    void showFigures();
    [[nodiscard]] segment::LiteralList values() const;
    [[nodiscard]] bool isPair() const;
    [[nodiscard]] std::pair<std::optional<double>, std::optional<double>> axisRange() const;

    Compared m_compared;
    HistogramView* m_histogram = nullptr;
    QCalendarWidget* m_calendar = nullptr;
    AxisInput* m_first = nullptr;
    AxisInput* m_second = nullptr;
    MendLine* m_mend = nullptr;
    EditorFoot* m_foot = nullptr;
    Distribution m_distribution;
    LatestWork m_work;
};

} // namespace postweave::ui::segments
