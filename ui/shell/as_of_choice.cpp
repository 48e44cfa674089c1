// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/as_of_choice.h"

#include "core/base/duration.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/moment_format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"

#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace postweave::ui {

AsOfChoice::AsOfChoice(std::optional<Instant> current, Instant now, const TimeZone& zone, QWidget* parent)
    : QWidget(parent), m_now(now), m_zone(zone), m_edit(new QDateTimeEdit)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(8), scaled(10), scaled(8), scaled(12));
    column->setSpacing(scaled(2));
    auto* words = new Label(tr("Counts, members and previews are shown as they were at this moment."),
                            TextRole::Secondary, &Theme::text2);
    words->setWordWrap(true);
    words->setContentsMargins(scaled(8), 0, scaled(8), scaled(6));
    column->addWidget(words);
    const Date today = zone.dayOf(now);
    addPreset(column, tr("Now"), std::nullopt);
    addPreset(column, tr("Start of today"), zone.startOfDay(today));
    addPreset(column, tr("A week ago"), subtract(now, Duration::days(7), zone));
    addPreset(column, tr("A month ago"), subtract(now, {.months = 1}, zone));
    addPreset(column, tr("A year ago"), subtract(now, {.months = 12}, zone));
    column->addSpacing(scaled(6));
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addSpacing(scaled(8));

    m_edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_edit->setAccessibleName(tr("Another moment, in %1").arg(QString::fromStdString(zone.name())));
    m_edit->setDateTime(toWallClock(current.value_or(now), zone));
    m_edit->setMaximumDateTime(toWallClock(now, zone));
    auto* show = new QPushButton(tr("Show"));
    setCompact(show);
    connect(show, &QPushButton::clicked, this, [this] { Q_EMIT chosen(typed()); });
    auto* row = new QHBoxLayout;
    row->setContentsMargins(scaled(8), 0, scaled(8), 0);
    row->addWidget(m_edit, 1);
    row->addWidget(show);
    column->addLayout(row);
    auto* where = new Label(tr("in %1").arg(QString::fromStdString(zone.name())), TextRole::Small, &Theme::text3);
    where->setContentsMargins(scaled(8), scaled(4), scaled(8), 0);
    column->addWidget(where);
    setMinimumWidth(scaled(300));
}

void AsOfChoice::addPreset(QVBoxLayout* column, const QString& words, std::optional<Instant> moment)
{
    auto* button = new QPushButton(words);
    setButtonKind(button, ButtonKind::Quiet);
    setCompact(button);
    if (moment) {
        setButtonHint(button, formatMoment(*moment, m_zone));
    }
    auto* row = new QHBoxLayout;
    row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
    connect(button, &QPushButton::clicked, this, [this, moment] { Q_EMIT chosen(moment); });
}

Instant AsOfChoice::typed() const
{
    return fromWallClock(m_edit->dateTime(), m_zone);
}

} // namespace postweave::ui
