// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/compare_pane.h"

#include "core/segment/evaluator.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/search_item.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/literals.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"

#include <QDateEdit>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace postweave::ui::segments {

using namespace segment;

ComparedPeople comparePeople(const audience::Bitset& first, const audience::Bitset& second)
{
    ComparedPeople people{first, first, second};
    people[0] &= second;
    people[1] -= second;
    people[2] -= first;
    return people;
}

std::optional<ComparedPeople> compareSegments(const FilterTree& first, const FilterTree& second,
                                              const SegmentContext& context, const CancelToken& cancel)
{
    Evaluator evaluator(context.audience, context.definitions, context.now, context.zone, context.cache);
    const auto left = evaluator.members(first, cancel);
    const auto right = evaluator.members(second, cancel);
    if (!left || !right) {
        return std::nullopt;
    }
    return comparePeople(*left, *right);
}

ComparePane::ComparePane(const Context& context, const QString& name, const FilterTree& tree, SegmentSource& source,
                         QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_name(name),
      m_tree(tree),
      m_source(source),
      m_with(new SegmentedControl(this)),
      m_search(new SearchField(tr("Compare with…"), this)),
      m_list(new ChoiceList(tr("Segments"), this))
{
    // Not in the list above: it sets members that are initialised after m_partsPane.
    m_partsPane = makeParts();
    m_past = makePast();
    constexpr int kMostRows = 7;
    constexpr int kWidth = 460; // two names of segments are to be read
    QVBoxLayout* column = editorColumn(this, kWidth);
    const int padding = column->contentsMargins().left();
    column->setContentsMargins(0, scaled(12), 0, scaled(12));
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(padding - 4, 0, padding - 4, 0);
    m_with->setAccessibleName(tr("Compare with"));
    m_with->add(tr("Another segment"));
    m_with->add(tr("A past day"));
    m_with->setCurrent(Segment);
    padded->addWidget(m_with, 0, Qt::AlignLeft);
    padded->addWidget(m_search);
    padded->addWidget(m_past);
    column->addLayout(padded);
    column->addWidget(m_list);
    column->addWidget(m_partsPane);
    m_partsPane->setContentsMargins(padding - 4, 0, padding - 4, 0);
    m_list->setMostRows(kMostRows);
    m_search->setTarget(m_list);
    setFocusProxy(m_search);
    filter({});
    showWith();
    connect(m_with, &SegmentedControl::currentChanged, this, &ComparePane::showWith);
    connect(&m_source, &SegmentSource::pastMembersFound, this, &ComparePane::takePast);
    connect(m_search, &QLineEdit::textChanged, this, &ComparePane::filter);
    connect(m_list, &ChoiceList::chosen, this, [this](int row) { compareWith(m_list->choices().at(row).title); });
}

ComparePane::~ComparePane()
{
    dropPast(); // closed while people of a past day were still being looked for
}

QWidget* ComparePane::makePast()
{
    auto* pane = new QWidget(this);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(scaled(space::kHalf));
    auto* row = new FlowLayout(scaled(space::kHalf));
    const QDate today = toQDate(m_context->zone.dayOf(m_context->now));
    m_day = new QDateEdit(today, pane);
    m_day->setAccessibleName(tr("Past day"));
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_day->setMaximumDate(today.addDays(-1));
    constexpr int kDayWidth = 130;
    m_day->setMinimumWidth(scaled(kDayWidth));
    column->addWidget(m_day, 0, Qt::AlignLeft);
    constexpr int kWeek = 7;
    constexpr int kMonth = 30;
    constexpr int kQuarter = 90;
    for (const int days : {kWeek, kMonth, kQuarter}) {
        QPushButton* button = compactButton(tr("%1 days ago").arg(days), pane);
        connect(button, &QPushButton::clicked, this, [this, today, days] { m_day->setDate(today.addDays(-days)); });
        row->addWidget(button);
    }
    column->addLayout(row);
    m_gone = new Label({}, TextRole::Secondary, &Theme::text3, pane);
    m_gone->setWordWrap(true);
    column->addWidget(m_gone);
    m_day->setDate(today.addDays(-kMonth));
    connect(m_day, &QDateEdit::dateChanged, this, &ComparePane::askPast);
    return pane;
}

void ComparePane::showWith()
{
    const bool isPast = m_with->current() == PastDay;
    m_search->setVisible(!isPast);
    m_list->setVisible(!isPast);
    m_past->setVisible(isPast);
    m_partsPane->hide();
    m_work.cancel();
    dropPast();
    m_comparison.reset();
    if (isPast) {
        askPast();
    }
    if (parentWidget() != nullptr) {
        parentWidget()->adjustSize();
    }
}

void ComparePane::askPast()
{
    // The end of the day: what happened on it counts.
    const Date next{toDate(m_day->date()).days + 1};
    m_gone->setText(tr("Looking at people as they were…"));
    m_question = m_source.findPastMembers(m_tree, m_context->zone.startOfDay(next));
}

void ComparePane::dropPast()
{
    if (m_question != 0) {
        m_source.cancelPastMembers(std::exchange(m_question, 0));
    }
}

void ComparePane::takePast(int number, const PastMembers& past, const Context& context)
{
    if (number != m_question) {
        return;
    }
    m_question = 0;
    if (!past.failure.empty()) {
        m_partsPane->hide();
        m_gone->setText(QString::fromStdString(past.failure));
        return;
    }
    m_context = context;
    m_gone->setText(past.gone == 0
                        ? tr("Values and events as they were at the end of that day.")
                        : tr("Values and events as they were at the end of that day. %n of them are known no "
                             "more.",
                             nullptr, static_cast<int>(past.gone)));
    m_work.run(
        [tree = m_tree, context, then = past.members](const CancelToken& cancel) -> std::optional<ComparedPeople> {
            Evaluator evaluator(context->audience, context->definitions, context->now, context->zone, context->cache);
            const auto now = evaluator.members(tree, cancel);
            return now ? std::optional(comparePeople(*now, then)) : std::nullopt;
        },
        [this](const std::optional<ComparedPeople>& people) {
            if (people) {
                showComparison(*people);
            }
        });
}

std::array<QString, 3> ComparePane::words() const
{
    if (m_with->current() == PastDay) {
        return {tr("Then and now"), tr("Only now"), tr("Only on %1").arg(readingDay(m_day->date()))};
    }
    return {tr("In both"), tr("Only in “%1”").arg(m_name), tr("Only in “%1”").arg(m_other)};
}

QWidget* ComparePane::makeParts()
{
    auto* pane = new QWidget(this);
    auto* grid = new QGridLayout(pane);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(scaled(space::kUnit));
    grid->setColumnStretch(0, 1);
    for (int i = 0; i < static_cast<int>(m_parts.size()); ++i) {
        Part& part = m_parts[static_cast<std::size_t>(i)];
        part.words = new Label({}, TextRole::Body, &Theme::text, pane);
        part.words->setElided(true);
        part.bar = new CountBar(pane);
        part.count = new Label({}, TextRole::BodyMedium, &Theme::text, pane);
        part.make = compactButton({}, pane, ButtonKind::Ghost);
        part.make->setIcon(themedIcon(Icon::Plus, &Theme::accent));
        part.make->setFixedWidth(scaled(size::kSmallButton));
        connect(part.make, &QPushButton::clicked, this, [this, i] { makeSegment(i); });
        part.show = compactButton(tr("Show"), pane, ButtonKind::Ghost);
        connect(part.show, &QPushButton::clicked, this, [this, i] {
            const auto index = static_cast<std::size_t>(i);
            Q_EMIT peopleWanted(words()[index], m_people[index]);
        });
        grid->addWidget(part.words, i, 0);
        grid->addWidget(part.bar, i, 1);
        grid->addWidget(part.count, i, 2, Qt::AlignRight);
        grid->addWidget(part.show, i, 3);
        grid->addWidget(part.make, i, 4);
    }
    pane->hide();
    return pane;
}

void ComparePane::filter(const QString& text)
{
    std::vector<Choice> choices;
    for (const auto& entry : m_context->definitions->segments) {
        const QString name = QString::fromStdString(entry.first);
        if (name != m_name && (text.isEmpty() || matchScore(text, name) > 0)) {
            Choice choice;
            choice.title = name;
            choice.icon = Icon::Segments;
            choice.id = static_cast<int>(choices.size());
            choices.push_back(std::move(choice));
        }
    }
    m_list->setChoices(std::move(choices));
}

void ComparePane::compareWith(const QString& name)
{
    const auto found = m_context->definitions->segments.find(name.toStdString());
    if (found == m_context->definitions->segments.end()) {
        return;
    }
    m_other = name;
    m_work.run([first = m_tree, second = found->second, context = m_context](
                   const CancelToken& cancel) { return compareSegments(first, second, *context, cancel); },
               [this](const std::optional<ComparedPeople>& people) {
                   if (people) {
                       showComparison(*people);
                   }
               });
}

void ComparePane::showComparison(const ComparedPeople& parts)
{
    m_people = parts;
    const std::array<std::uint64_t, 3> counts{m_people[0].count(), m_people[1].count(), m_people[2].count()};
    m_comparison = Comparison{counts[0], counts[1], counts[2]};
    const std::array<QString, 3> words = this->words();
    const auto people = static_cast<qint64>(m_context->people());
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const auto count = static_cast<qint64>(counts[i]);
        m_parts[i].words->setText(words[i]);
        m_parts[i].count->setText(formatCount(count));
        m_parts[i].bar->setShares(CountShares::of(count, count, people));
        m_parts[i].show->setEnabled(count > 0);
        m_parts[i].show->setAccessibleName(tr("Show: %1").arg(words[i]));
        m_parts[i].make->setVisible(m_with->current() == Segment);
        m_parts[i].make->setAccessibleName(tr("New segment: %1").arg(words[i]));
        m_parts[i].make->setToolTip(m_parts[i].make->accessibleName());
    }
    m_partsPane->show();
    if (parentWidget() != nullptr) {
        parentWidget()->adjustSize();
    }
    Q_EMIT compared();
}

void ComparePane::makeSegment(int part)
{
    const Node first{SegmentReference{m_name.toStdString()}, false};
    const Node second{SegmentReference{m_other.toStdString()}, false};
    const auto negated = [](const Node& node) { return makeGroup(GroupKind::Not, {node}); };
    const std::vector<Node> nodes = part == Both        ? std::vector<Node>{first, second}
                                    : part == OnlyFirst ? std::vector<Node>{first, negated(second)}
                                                        : std::vector<Node>{second, negated(first)};
    const QString name = part == Both        ? tr("%1 and %2").arg(m_name, m_other)
                         : part == OnlyFirst ? tr("%1, not %2").arg(m_name, m_other)
                                             : tr("%1, not %2").arg(m_other, m_name);
    Q_EMIT segmentWanted(name, FilterTree(makeGroup(GroupKind::All, nodes)));
}

} // namespace postweave::ui::segments
