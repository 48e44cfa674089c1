// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/inspector_pane.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/segments/condition_words.h"
#include "ui/segments/forecast_pane.h"
#include "ui/segments/history_pane.h"
#include "ui/segments/literals.h"
#include "ui/segments/segment_sizes.h"
#include "ui/segments/size_chart.h"
#include "ui/segments/why_list.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace postweave::ui::segments {

namespace {

constexpr int kPadding = 16;
constexpr int kPastDays = 55; // eleven steps of five days

QMargins paneMargins(int top, int bottom)
{
    return {scaled(kPadding), scaled(top), scaled(kPadding), scaled(bottom)};
}

} // namespace

InspectorPane::InspectorPane(QWidget* parent) : Surface(&Theme::surface, parent)
{
    setAccessibleName(tr("Who is in the segment"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeNumber());
    column->addWidget(new Hairline(Qt::Horizontal, this));
    column->addWidget(makeWords());
    column->addWidget(new Hairline(Qt::Horizontal, this));
    column->addWidget(makeMembersHead());
    makeTable();
    column->addWidget(m_table, 3);
    m_whyPane = makeWhy();
    column->addWidget(m_whyPane, 2);
    for (LatestWork* work : {&m_queryWork, &m_whyWork, &m_pastWork}) {
        connect(work, &LatestWork::runningChanged, this, &InspectorPane::settledChanged);
    }
    clear();
}

QWidget* InspectorPane::makeNumber()
{
    auto* pane = new QWidget(this);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(paneMargins(12, 12));
    column->setSpacing(scaled(space::kHalf));
    auto* row = new QHBoxLayout;
    row->setSpacing(scaled(space::kUnit));
    m_number = new Label({}, TextRole::Number, &Theme::text, pane);
    m_people = new Label({}, TextRole::Body, &Theme::text2, pane);
    m_share = new Label({}, TextRole::Body, &Theme::text2, pane);
    // Where there is little room the number stays whole.
    m_people->setElided(true);
    m_share->setElided(true);
    m_share->setAlignment(Qt::AlignRight);
    row->addWidget(m_number, 0, Qt::AlignBaseline);
    row->addWidget(m_people, 0, Qt::AlignBaseline);
    row->addStretch();
    row->addWidget(m_share, 0, Qt::AlignBaseline);
    column->addLayout(row);
    m_bar = new CountBar(pane);
    column->addWidget(m_bar);
    m_trend = new Label({}, TextRole::Secondary, &Theme::text2, pane);
    m_trend->setTextFormat(Qt::RichText);
    m_trend->setWordWrap(true);
    column->addWidget(m_trend);
    m_chart = new SizeChart(pane);
    column->addWidget(m_chart);
    m_history = new HistoryPane(pane);
    column->addWidget(m_history);
    connect(m_history, &HistoryPane::refreshRequested, this, &InspectorPane::refreshRequested);
    connect(m_history, &HistoryPane::forecastRequested, this, &InspectorPane::openForecast);
    connect(m_history, &HistoryPane::peopleWanted, this, &InspectorPane::showPeople);
    return pane;
}

QWidget* InspectorPane::makeWords()
{
    auto* pane = new QWidget(this);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(paneMargins(12, 14));
    column->setSpacing(scaled(space::kHalf));
    column->addWidget(new Label(tr("In words"), TextRole::Secondary, &Theme::text2, pane));
    m_words = new Label({}, TextRole::Body, &Theme::text, pane);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setAccessibleName(tr("In words"));
    column->addWidget(m_words);
    return pane;
}

QWidget* InspectorPane::makeWhy()
{
    auto* pane = new QWidget(this);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, scaled(10), 0, scaled(space::kUnit));
    column->setSpacing(scaled(space::kHalf));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(paneMargins(0, 0));
    m_whyTitle = new Label({}, TextRole::BodyStrong, &Theme::text, pane);
    m_whyTitle->setElided(true);
    head->addWidget(m_whyTitle, 1);
    m_openProfile = iconButton(Icon::Person, tr("Open profile"), pane);
    head->addWidget(m_openProfile);
    column->addLayout(head);
    m_whyList = new WhyList(m_why, pane);
    m_whyList->setAccessibleName(tr("Reasons"));
    column->addWidget(m_whyList, 1);
    connect(m_openProfile, &QToolButton::clicked, this, [this] {
        if (m_person && m_counts) {
            const std::string_view key = m_counts->context->audience->key(*m_person);
            Q_EMIT profileRequested(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())));
        }
    });
    return pane;
}

QString InspectorPane::numberText() const
{
    return m_number->text();
}

QString InspectorPane::wordsText() const
{
    return m_words->text();
}

void InspectorPane::clear()
{
    m_counts.reset();
    m_queryWork.cancel();
    m_whyWork.cancel();
    m_pastWork.cancel();
    m_columnsChosen = false;
    m_person.reset();
    m_number->setText(QStringLiteral("…"));
    m_people->setText({});
    m_share->setText({});
    m_trend->setText({});
    m_words->setText({});
    m_bar->setShares({});
    m_hasPast = false;
    m_history->setHistory(nullptr, nullptr);
    showSize();
    showSegment();
    m_whyPane->hide();
    m_members.setMembers(m_members.context(), std::make_shared<const std::vector<audience::Ordinal>>());
}

void InspectorPane::setTree(const segment::FilterTree& tree, const Context& context)
{
    m_words->setText(sentenceHtml(tree, context->catalog));
}

void InspectorPane::setBusy(bool busy)
{
    m_number->setColorRole(busy ? &Theme::text3 : &Theme::text);
}

void InspectorPane::setCounts(const Counts& counts)
{
    const bool isNewContext = !m_counts || m_counts->context->audience != counts->context->audience;
    const bool isOtherQuestion = isNewContext || m_counts->tree != counts->tree;
    m_counts = counts;
    m_history->forecastButton()->setEnabled(true);
    if (isOtherQuestion) {
        m_chosenPeople.reset();
        m_peopleHead->hide();
        m_side->show();
    }
    if (m_history->history() != nullptr && isNewContext) {
        m_history->setHistory(m_history->history(), counts->context);
    }
    const auto people = static_cast<qint64>(counts->people());
    const auto members = static_cast<qint64>(counts->memberCount);
    m_number->setText(formatCount(members));
    m_people->setText(members == 1 ? tr("person") : tr("people"));
    m_share->setText(tr("%1 of %2").arg(formatShare(members, people), formatCount(people)));
    m_bar->setShares(CountShares::of(members, members, people));
    setTree(counts->tree, counts->context);
    m_membersCaption->setText(counts->leftOut ? tr("without the conditions that need mending") : QString());
    if (!m_columnsChosen || isNewContext) {
        constexpr std::size_t kMostColumns = 4;
        m_members.setMembers(counts->context, std::make_shared<const std::vector<audience::Ordinal>>());
        if (!m_columnsChosen) {
            m_proposedColumns = proposeColumns(*counts->context, counts->tree, kMostColumns);
            m_members.setColumns(m_proposedColumns);
        }
        m_fitWanted = true;
    }
    query();
    explain();
    loadPast();
}

void InspectorPane::showSize()
{
    // What was stored says more than what can be computed afterwards.
    const bool isStored = m_history->history() != nullptr && !m_history->history()->empty();
    m_chart->setVisible(m_hasPast && !isStored);
    m_trend->setVisible(m_hasPast && !isStored);
    m_bar->setVisible(!m_hasPast && !isStored);
}

void InspectorPane::setHistory(const SegmentHistory& history, const Context& context)
{
    m_history->setHistory(history, context);
    showSize();
    Q_EMIT settledChanged();
}

void InspectorPane::openForecast()
{
    if (!m_counts) {
        return;
    }
    auto* popover = new Popover(this);
    auto* pane = new ForecastPane(m_counts, popover);
    connect(pane, &ForecastPane::peopleWanted, popover,
            [this, popover](const QString& caption, const audience::Bitset& people) {
                popover->close();
                showPeople(caption, people);
            });
    popover->setAccessibleName(tr("Who leaves until…"));
    popover->setContent(pane);
    popover->openAt(m_history->forecastButton());
}

void InspectorPane::loadPast()
{
    if (!movesWithTime(m_counts->tree, *m_counts->context->definitions)) {
        m_pastWork.cancel();
        m_hasPast = false;
        showSize();
        return;
    }
    const segment::FilterTree sound = withoutFaulty(m_counts->tree, m_counts->problems);
    m_pastWork.run([context = m_counts->context,
                    sound](const CancelToken& cancel) { return sizeOf(sound, *context, true, cancel); },
                   [this](const SegmentSize& size) { showPast(size); });
}

void InspectorPane::showPast(const SegmentSize& size)
{
    const Date today = m_counts->context->zone.dayOf(m_counts->context->now);
    m_chart->setValues(size.past, toQDate(Date{today.days - kPastDays}), toQDate(today));
    m_hasPast = size.past.size() >= 2;
    showSize();
    if (!m_hasPast) {
        return;
    }
    const double before = size.past[size.past.size() / 2 - 1]; // some thirty days ago
    const double now = size.past.back();
    const QString change = before > 0 ? formatPercentChange(now / before - 1) : QString();
    const bool grew = now > before;
    m_trend->setText(change.isEmpty() ? tr("Size over %1 days").arg(kPastDays)
                                      : tr("Size over %1 days, %2 in the last 30")
                                            .arg(QString::number(kPastDays),
                                                 QStringLiteral("<span style=\"color:%1\">%2</span>")
                                                     .arg((grew ? theme().ok : theme().text).name(), change)));
    m_trend->setToolTip(tr("Events up to each moment, attributes as they are today"));
}

} // namespace postweave::ui::segments
