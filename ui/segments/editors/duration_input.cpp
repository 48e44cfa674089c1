// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/duration_input.h"

#include "ui/base/fonts.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/widgets/flow_layout.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <iterator>

namespace postweave::ui::segments {

namespace {

struct Unit {
    std::int64_t months;
    std::int64_t microseconds;
    bool operator==(const Unit&) const = default;
};

constexpr std::int64_t kMinute = 60 * kMicrosecondsPerSecond;
// Largest first; by index in the combo box reversed.
constexpr Unit kUnits[] = {{12, 0},           {1, 0},       {0, kMicrosecondsPerDay},
                           {0, 60 * kMinute}, {0, kMinute}, {0, kMicrosecondsPerSecond}};
constexpr int kDays = 2;
constexpr int kMostUnits = 100'000;
constexpr int kPresets[] = {7, 30, 90, 365};

/// How many of the unit the duration is; 0 if it is not a whole number of them.
std::int64_t wholeUnits(Duration duration, const Unit& unit)
{
    if (unit.months > 0) {
        return duration.microseconds == 0 && duration.months % unit.months == 0 ? duration.months / unit.months : 0;
    }
    return duration.months == 0 && duration.microseconds % unit.microseconds == 0
               ? duration.microseconds / unit.microseconds
               : 0;
}

} // namespace

DurationInput::DurationInput(const QString& accessibleName, QWidget* parent)
    : QWidget(parent), m_number(new QSpinBox(this)), m_unit(new QComboBox(this))
{
    m_number->setRange(1, kMostUnits);
    m_number->setAccessibleName(accessibleName);
    m_number->setMinimumWidth(scaled(88));
    m_unit->addItems({tr("years"), tr("months"), tr("days"), tr("hours"), tr("minutes"), tr("seconds")});
    m_unit->setCurrentIndex(kDays);
    m_unit->setAccessibleName(tr("Unit"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_number);
    row->addWidget(m_unit);
    row->addStretch();
    auto* presets = new FlowLayout(scaled(space::kHalf));
    for (const int days : kPresets) {
        QPushButton* button = compactButton(tr("%1 days").arg(days), this);
        connect(button, &QPushButton::clicked, this, [this, days] { presetChosen(days); });
        presets->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addLayout(presets);
    setFocusProxy(m_number);
    const auto tell = [this] { Q_EMIT durationChanged(duration()); };
    connect(m_number, &QSpinBox::valueChanged, this, tell);
    connect(m_unit, &QComboBox::activated, this, tell);
}

void DurationInput::presetChosen(int days)
{
    setDuration(Duration::days(days));
    Q_EMIT durationChanged(duration());
}

Duration DurationInput::duration() const
{
    const Unit& unit = kUnits[m_unit->currentIndex()];
    return {unit.months * m_number->value(), unit.microseconds * m_number->value()};
}

void DurationInput::setDuration(Duration duration)
{
    const auto fits = [&](const Unit& unit) {
        const std::int64_t count = wholeUnits(duration, unit);
        return count > 0 && count <= kMostUnits;
    };
    const auto* unit = std::find_if(std::begin(kUnits), std::end(kUnits), fits);
    if (unit == std::end(kUnits)) {
        // Mixed parts, such as a month and a day: days come nearest.
        constexpr int kDaysInMonth = 30;
        duration = Duration::days(
            std::max<std::int64_t>(1, duration.months * kDaysInMonth + duration.microseconds / kMicrosecondsPerDay));
        unit = std::begin(kUnits) + kDays;
    }
    const QSignalBlocker quietNumber(m_number);
    const QSignalBlocker quietUnit(m_unit);
    m_unit->setCurrentIndex(static_cast<int>(unit - std::begin(kUnits)));
    m_number->setValue(static_cast<int>(wholeUnits(duration, *unit)));
}

} // namespace postweave::ui::segments
