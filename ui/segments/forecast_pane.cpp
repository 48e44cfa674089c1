// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/forecast_pane.h"

#include "core/segment/forecast.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/moment_format.h"
#include "ui/base/number_format.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/flow_layout.h"

#include <QDateTimeEdit>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace postweave::ui::segments {

namespace {

constexpr int kWeek = 7;

} // namespace

ForecastPane::ForecastPane(const Counts& counts, QWidget* parent)
    : QWidget(parent), m_counts(counts), m_until(new QDateTimeEdit(this)), m_mend(new MendLine(this))
{
    QVBoxLayout* column = editorColumn(this, kEditorWidth);
    column->addWidget(editorHeading(tr("Who leaves until"), tr("by time alone, if nothing happens"), this));
    const SegmentContext& context = *m_counts->context;
    m_until->setAccessibleName(tr("Send time"));
    constexpr int kMomentWidth = 190;
    m_until->setMinimumWidth(scaled(kMomentWidth));
    m_until->setCalendarPopup(true);
    m_until->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    m_until->setDateTime(toWallClock(context.now, context.zone).addDays(kWeek));
    column->addWidget(m_until, 0, Qt::AlignLeft);
    column->addLayout(makePresets());
    column->addWidget(m_mend);
    m_rowsPane = makeRows();
    column->addWidget(m_rowsPane);
    setFocusProxy(m_until);
    connect(m_until, &QDateTimeEdit::dateTimeChanged, this, &ForecastPane::ask);
    ask();
}

QLayout* ForecastPane::makePresets()
{
    auto* row = new FlowLayout(scaled(space::kHalf));
    constexpr int kMonth = 30;
    for (const int days : {1, kWeek, kMonth}) {
        QPushButton* button = compactButton(days == 1 ? tr("Tomorrow") : tr("In %1 days").arg(days), this);
        connect(button, &QPushButton::clicked, this, [this, days] {
            const SegmentContext& context = *m_counts->context;
            m_until->setDateTime(toWallClock(context.now, context.zone).addDays(days));
        });
        row->addWidget(button);
    }
    return row;
}

QWidget* ForecastPane::makeRows()
{
    auto* pane = new QWidget(this);
    auto* grid = new QGridLayout(pane);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(scaled(space::kUnit));
    grid->setColumnStretch(0, 1);
    const std::array<QString, 3> words{tr("leave"), tr("enter"), tr("stay")};
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const int line = static_cast<int>(i);
        Row& row = m_rows[i];
        row.words = new Label(words[i], TextRole::Body, &Theme::text, pane);
        row.bar = new CountBar(pane);
        row.count = new Label(QStringLiteral("…"), TextRole::BodyMedium, &Theme::text, pane);
        row.show = compactButton(tr("Show"), pane, ButtonKind::Ghost);
        row.show->setAccessibleName(tr("Show those who %1").arg(words[i]));
        row.show->setEnabled(false);
        connect(row.show, &QPushButton::clicked, this, [this, i] { showPeople(static_cast<Part>(i)); });
        grid->addWidget(row.words, line, 0);
        grid->addWidget(row.bar, line, 1);
        grid->addWidget(row.count, line, 2, Qt::AlignRight);
        grid->addWidget(row.show, line, 3);
    }
    return pane;
}

std::optional<std::uint64_t> ForecastPane::countOf(Part part) const
{
    return m_hasAnswer ? std::optional<std::uint64_t>(m_people[static_cast<std::size_t>(part)].count()) : std::nullopt;
}

void ForecastPane::ask()
{
    const SegmentContext& context = *m_counts->context;
    const Instant until = fromWallClock(m_until->dateTime(), context.zone);
    m_hasAnswer = false;
    for (const Row& row : m_rows) { // the numbers still there are of another moment
        row.show->setEnabled(false);
    }
    if (until < context.now) {
        m_work.cancel();
        showAnswer({{}, tr("This lies in the past. Choose a later moment.")});
        return;
    }
    m_mend->say({});
    m_work.run(
        [counts = m_counts, until](const CancelToken& cancel) {
            const SegmentContext& asked = *counts->context;
            const segment::ForecastQuestion question{asked.audience, asked.definitions, asked.now,
                                                     until,          asked.zone,        asked.cache};
            const auto forecast = segment::forecast(withoutFaulty(counts->tree, counts->problems), question, cancel);
            Answer answer;
            if (!forecast) {
                answer.failure = QString::fromStdString(forecast.error().message);
                return answer;
            }
            audience::Bitset staying = forecast->now;
            staying &= forecast->then;
            answer.people = {forecast->leaving(), forecast->entering(), std::move(staying)};
            return answer;
        },
        [this](const Answer& answer) { showAnswer(answer); });
}

void ForecastPane::showAnswer(const Answer& answer)
{
    m_mend->say(answer.failure);
    m_hasAnswer = answer.failure.isEmpty();
    m_people = answer.people;
    const auto people = static_cast<qint64>(m_counts->people());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto count = static_cast<qint64>(m_people[i].count());
        m_rows[i].count->setText(m_hasAnswer ? formatCount(count) : QStringLiteral("…"));
        m_rows[i].bar->setShares(CountShares::of(count, count, people));
        m_rows[i].show->setEnabled(m_hasAnswer && count > 0);
    }
    Q_EMIT forecasted();
}

void ForecastPane::showPeople(Part part)
{
    const SegmentContext& context = *m_counts->context;
    const QString until = formatMoment(fromWallClock(m_until->dateTime(), context.zone), context.zone);
    const QString caption = part == Leaving    ? tr("Will leave until %1").arg(until)
                            : part == Entering ? tr("Will enter until %1").arg(until)
                                               : tr("Will stay until %1").arg(until);
    Q_EMIT peopleWanted(caption, m_people[static_cast<std::size_t>(part)]);
}

} // namespace postweave::ui::segments
