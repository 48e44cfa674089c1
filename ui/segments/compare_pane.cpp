// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/compare_pane.h"

#include "core/segment/comparison.h"
#include "core/segment/evaluator.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/search_item.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace postweave::ui::segments {

using namespace segment;

std::optional<Comparison> compareSegments(const FilterTree& first, const FilterTree& second,
                                          const SegmentContext& context, const CancelToken& cancel)
{
    Evaluator evaluator(context.audience, context.definitions, context.now, context.zone, context.cache);
    const auto left = evaluator.members(first, cancel);
    const auto right = evaluator.members(second, cancel);
    if (!left || !right) {
        return std::nullopt;
    }
    const ComparisonCounts counts = countCompared(*left, *right);
    return Comparison{counts.both, counts.onlyLeft, counts.onlyRight};
}

ComparePane::ComparePane(const Context& context, const QString& name, const FilterTree& tree, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_name(name),
      m_tree(tree),
      m_search(new SearchField(tr("Compare with…"), this)),
      m_list(new ChoiceList(tr("Segments"), this))
{
    // Not in the list above: it sets members that are initialised after m_partsPane.
    m_partsPane = makeParts();
    constexpr int kMostRows = 7;
    QVBoxLayout* column = editorColumn(this, kEditorWidth);
    const int padding = column->contentsMargins().left();
    column->setContentsMargins(0, scaled(12), 0, scaled(12));
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(padding - 4, 0, padding - 4, 0);
    padded->addWidget(m_search);
    column->addLayout(padded);
    column->addWidget(m_list);
    column->addWidget(m_partsPane);
    m_partsPane->setContentsMargins(padding, 0, padding, 0);
    m_list->setMostRows(kMostRows);
    m_search->setTarget(m_list);
    setFocusProxy(m_search);
    filter({});
    connect(m_search, &QLineEdit::textChanged, this, &ComparePane::filter);
    connect(m_list, &ChoiceList::chosen, this, [this](int row) { compareWith(m_list->choices().at(row).title); });
}

QWidget* ComparePane::makeParts()
{
    auto* pane = new QWidget(this);
    auto* grid = new QGridLayout(pane);
    grid->setContentsMargins(scaled(16), 0, scaled(16), 0);
    grid->setHorizontalSpacing(scaled(space::kUnit));
    grid->setColumnStretch(0, 1);
    for (int i = 0; i < static_cast<int>(m_parts.size()); ++i) {
        Part& part = m_parts[static_cast<std::size_t>(i)];
        part.words = new Label({}, TextRole::Body, &Theme::text, pane);
        part.words->setElided(true);
        part.bar = new CountBar(pane);
        part.count = new Label({}, TextRole::BodyMedium, &Theme::text, pane);
        part.make = new QPushButton(tr("New segment"), pane);
        setButtonKind(part.make, ButtonKind::Ghost);
        setCompact(part.make);
        part.make->setAutoDefault(false);
        connect(part.make, &QPushButton::clicked, this, [this, i] { makeSegment(i); });
        grid->addWidget(part.words, i, 0);
        grid->addWidget(part.bar, i, 1);
        grid->addWidget(part.count, i, 2, Qt::AlignRight);
        grid->addWidget(part.make, i, 3);
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
               [this](const std::optional<Comparison>& comparison) {
                   if (comparison) {
                       showComparison(*comparison);
                   }
               });
}

void ComparePane::showComparison(const Comparison& comparison)
{
    m_comparison = comparison;
    const std::array<std::uint64_t, 3> counts{comparison.both, comparison.onlyFirst, comparison.onlySecond};
    const std::array<QString, 3> words{tr("In both"), tr("Only in “%1”").arg(m_name), tr("Only in “%1”").arg(m_other)};
    const auto people = static_cast<qint64>(m_context->people());
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const auto count = static_cast<qint64>(counts[i]);
        m_parts[i].words->setText(words[i]);
        m_parts[i].count->setText(formatCount(count));
        m_parts[i].bar->setShares(CountShares::of(count, count, people));
        m_parts[i].make->setAccessibleName(tr("New segment: %1").arg(words[i]));
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
