// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of time: a duration, a window, how long something has been held.
#pragma once

#include "ui/segments/editors/facet_editor.h"

class QCheckBox;
class QComboBox;

namespace postweave::ui {
class SegmentedControl;
}

namespace postweave::ui::segments {

class AxisInput;
class DurationInput;
class MendLine;

/// The duration of in_last, in_next and so on, or of a sequence's step.
class DurationEditor : public FacetEditor {
    Q_OBJECT
public:
    DurationEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);
    [[nodiscard]] DurationInput* input() const { return m_input; }

private:
    void tryDuration(Duration duration);
    DurationInput* m_input;
};

class WindowEditor : public FacetEditor {
    Q_OBJECT
public:
    WindowEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);
    [[nodiscard]] SegmentedControl* modes() const { return m_modes; }
    [[nodiscard]] DurationInput* duration() const { return m_duration; }
    [[nodiscard]] AxisInput* fromDay() const { return m_from; }
    [[nodiscard]] AxisInput* toDay() const { return m_to; }
    [[nodiscard]] QComboBox* period() const { return m_period; }

private:
    enum Mode { Last, OlderThan, Between, Calendar };
    QWidget* makeDays();
    void showWindow();
    void showMode();
    void tryWindow();

    SegmentedControl* m_modes;
    DurationInput* m_duration;
    QWidget* m_days;
    QComboBox* m_period;
    QCheckBox* m_hasFrom = nullptr;
    QCheckBox* m_hasTo = nullptr;
    AxisInput* m_from = nullptr;
    AxisInput* m_to = nullptr;
    MendLine* m_mend;
};

class HeldEditor : public FacetEditor {
    Q_OBJECT
public:
    HeldEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);
    [[nodiscard]] DurationInput* duration() const { return m_duration; }
    [[nodiscard]] QComboBox* bound() const { return m_bound; }

private:
    void tryHeld();
    QComboBox* m_bound;
    DurationInput* m_duration;
};

} // namespace postweave::ui::segments
