// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/history_pane.h"

#include "ui/base/fonts.h"
#include "ui/base/moment_format.h"
#include "ui/base/number_format.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/history_chart.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace postweave::ui::segments {

namespace {

QString reasonWords(CrossingReason reason)
{
    switch (reason) {
    case CrossingReason::Data:
        return HistoryPane::tr("by new data");
    case CrossingReason::Definition:
        return HistoryPane::tr("by a change of the segment");
    case CrossingReason::Time:
        break;
    }
    return HistoryPane::tr("as time passed");
}

QString reasonsOf(const StoredRefresh& refresh, bool entered)
{
    QStringList parts;
    for (const CrossingReason reason : {CrossingReason::Data, CrossingReason::Definition, CrossingReason::Time}) {
        const auto count = static_cast<qint64>(crossed(refresh, entered, reason));
        if (count > 0) {
            parts << QStringLiteral("%1 %2").arg(formatCount(count), reasonWords(reason));
        }
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

HistoryPane::HistoryPane(QWidget* parent)
    : QWidget(parent),
      m_chart(new HistoryChart(this)),
      m_moment(new Label({}, TextRole::Secondary, &Theme::text2, this)),
      m_hint(new Label(tr("A refresh keeps who is in, to tell later who came and went."), TextRole::Secondary,
                       &Theme::text3, this)),
      m_refresh(compactButton(tr("Refresh now"), this)),
      m_forecast(compactButton(tr("Who leaves until…"), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, scaled(space::kHalf), 0, 0);
    column->setSpacing(scaled(space::kHalf));
    column->addWidget(m_chart);
    m_moment->setWordWrap(true);
    column->addWidget(m_moment);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(scaled(space::kHalf));
    grid->setVerticalSpacing(scaled(space::kHalf));
    grid->setColumnStretch(1, 1);
    for (const bool entered : {true, false}) {
        Row& row = m_rows[entered ? 0 : 1];
        const int line = entered ? 0 : 1;
        row.people = compactButton({}, this);
        row.reasons = new Label({}, TextRole::Secondary, &Theme::text2, this);
        row.reasons->setWordWrap(true);
        grid->addWidget(row.people, line, 0, Qt::AlignLeft);
        grid->addWidget(row.reasons, line, 1, Qt::AlignVCenter);
        connect(row.people, &QPushButton::clicked, this, [this, entered] { showPeople(entered); });
    }
    column->addLayout(grid);
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    auto* buttons = new FlowLayout(scaled(space::kUnit));
    buttons->addWidget(m_refresh);
    buttons->addWidget(m_forecast);
    column->addLayout(buttons);
    connect(m_chart, &HistoryChart::selectedChanged, this, &HistoryPane::showSelected);
    connect(m_refresh, &QPushButton::clicked, this, &HistoryPane::refreshRequested);
    connect(m_forecast, &QPushButton::clicked, this, &HistoryPane::forecastRequested);
    setHistory(nullptr, nullptr);
}

void HistoryPane::setHistory(const SegmentHistory& history, const Context& context)
{
    m_history = history;
    m_context = context;
    m_chart->setHistory(history, context ? context->zone : TimeZone());
    showSelected();
    showButtons();
}

void HistoryPane::setRefreshing(bool refreshing)
{
    m_refreshing = refreshing;
    showButtons();
}

void HistoryPane::setRefused(const QString& why)
{
    m_refused = why;
    showButtons();
}

void HistoryPane::showButtons()
{
    m_refresh->setText(m_refreshing ? tr("Refreshing…") : tr("Refresh now"));
    m_refresh->setEnabled(!m_refreshing && m_refused.isEmpty());
    m_refresh->setToolTip(m_refused);
    m_hint->setVisible(m_history != nullptr && m_history->empty());
}

const StoredRefresh* HistoryPane::selected() const
{
    const int index = m_chart->selected();
    return index >= 0 ? &(*m_history)[static_cast<std::size_t>(index)] : nullptr;
}

QString HistoryPane::reasonsText(bool entered) const
{
    return m_rows[entered ? 0 : 1].reasons->text();
}

void HistoryPane::showSelected()
{
    const StoredRefresh* refresh = selected();
    m_chart->setVisible(refresh != nullptr);
    m_moment->setVisible(refresh != nullptr);
    const bool isFirst = refresh != nullptr && m_chart->selected() == 0;
    if (refresh != nullptr) {
        const QString people =
            tr("%1: %2 people")
                .arg(formatMoment(refresh->now, m_context->zone), formatCount(static_cast<qint64>(refresh->members)));
        const bool isQuiet = crossed(*refresh, true) + crossed(*refresh, false) == 0;
        m_moment->setText(isFirst   ? tr("%1, the first refresh").arg(people)
                          : isQuiet ? tr("%1, nobody entered or left").arg(people)
                                    : people);
    }
    for (const bool entered : {true, false}) {
        const Row& row = m_rows[entered ? 0 : 1];
        const auto count = refresh != nullptr ? static_cast<qint64>(crossed(*refresh, entered)) : 0;
        const bool isShown = count > 0;
        row.people->setVisible(isShown);
        row.reasons->setVisible(isShown);
        row.people->setText(entered ? tr("%1 entered").arg(formatCount(count)) : tr("%1 left").arg(formatCount(count)));
        row.reasons->setText(refresh != nullptr ? reasonsOf(*refresh, entered) : QString());
    }
}

void HistoryPane::showPeople(bool entered)
{
    const StoredRefresh* refresh = selected();
    if (refresh == nullptr || !m_context) {
        return;
    }
    const QString moment = formatMoment(refresh->now, m_context->zone);
    Q_EMIT peopleWanted(entered ? tr("Entered at the refresh of %1").arg(moment)
                                : tr("Left at the refresh of %1").arg(moment),
                        peopleWhoCrossed(*refresh, entered, *m_context->audience));
}

} // namespace postweave::ui::segments
