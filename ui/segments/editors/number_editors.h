// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of plain numbers: how often something happened, a band of percentiles.
#pragma once

#include "ui/base/worker.h"
#include "ui/segments/editors/facet_editor.h"

class QComboBox;
class QDoubleSpinBox;
class QSpinBox;

namespace postweave::ui {
class HistogramView;
}

namespace postweave::ui::segments {

class MendLine;

/// Operator and number of times in one.
class CountEditor : public FacetEditor {
    Q_OBJECT
public:
    CountEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);
    [[nodiscard]] QComboBox* comparison() const { return m_operator; }
    [[nodiscard]] QSpinBox* times() const { return m_times; }

private:
    void showTest();
    void tryTest();
    void showRange();

    HistogramView* m_histogram;
    QComboBox* m_operator;
    QSpinBox* m_times;
    QSpinBox* m_upTo;
    QWidget* m_and;
    MendLine* m_mend;
    LatestWork m_work;
};

class PercentileEditor : public FacetEditor {
    Q_OBJECT
public:
    PercentileEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);
    [[nodiscard]] QDoubleSpinBox* from() const { return m_from; }
    [[nodiscard]] QDoubleSpinBox* to() const { return m_to; }

private:
    void showBand();
    void tryBand(double from, double to);

    QDoubleSpinBox* m_from;
    QDoubleSpinBox* m_to;
    MendLine* m_mend;
};

} // namespace postweave::ui::segments
