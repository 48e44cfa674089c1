// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/tree_row_widget.h"

#include "ui/base/button_kind.h"
#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/segments/word_pill.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/pane_header.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

namespace {

constexpr int kChipGap = 6;
constexpr int kGlueGap = 5;
constexpr int kLineStep = 30;
constexpr int kProblemHeight = 22;
constexpr int kColumnsGap = 12;
constexpr int kMenuButton = 24;
constexpr int kMarkGap = 10;

} // namespace

std::optional<RowMark> markOf(const RowContent& content, const RowNumbers& numbers)
{
    if (content.row.isOff) {
        return RowMark{Icon::Ban, TreeRowWidget::tr("switched off"), &Theme::text3};
    }
    if (content.row.muted || !numbers.finds || numbers.isWhole || numbers.people == 0) {
        return std::nullopt;
    }
    if (*numbers.finds == 0) {
        return RowMark{Icon::Warning, TreeRowWidget::tr("finds nobody"), &Theme::warn};
    }
    if (*numbers.finds == numbers.people) {
        return RowMark{Icon::Info, TreeRowWidget::tr("excludes nobody"), &Theme::text3};
    }
    return std::nullopt;
}

TreeRowWidget::TreeRowWidget(RowKind kind, QWidget* parent)
    : QWidget(parent), m_bar(new CountBar(this)), m_menu(iconButton(Icon::Dots, tr("More"), this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    m_content.row.kind = kind;
    if (kind == RowKind::GroupHead) {
        m_pill = new CombinatorPill(this);
        connect(m_pill, &CombinatorPill::combinatorChosen, this, &TreeRowWidget::combinatorChosen);
    } else if (kind == RowKind::SequenceHead) {
        m_sequencePill = new WordPill(tr("IN ORDER"), &Theme::info, &Theme::infoSoft, this);
        connect(m_sequencePill, &QAbstractButton::clicked, this,
                [this] { Q_EMIT menuRequested(m_sequencePill->mapToGlobal(m_sequencePill->rect().bottomLeft())); });
    }
    m_menu->setFocusPolicy(Qt::NoFocus);
    connect(m_menu, &QToolButton::clicked, this,
            [this] { Q_EMIT menuRequested(m_menu->mapToGlobal(m_menu->rect().bottomLeft())); });
    m_bar->setAttribute(Qt::WA_TransparentForMouseEvents);
}

bool TreeRowWidget::isHead() const
{
    return m_content.row.kind == RowKind::GroupHead || m_content.row.kind == RowKind::SequenceHead;
}

void TreeRowWidget::setContent(const RowContent& content)
{
    if (content == m_content && (!m_chips.empty() || m_pill != nullptr)) {
        return;
    }
    m_content = content;
    showNots(content.row.nots);
    if (m_pill != nullptr) {
        m_pill->setCombinator(content.combinator, content.atLeast, content.children);
    }
    showChips();
    updateName();
    place();
    update();
    Q_EMIT partsChanged();
}

void TreeRowWidget::showNots(int count)
{
    while (static_cast<int>(m_nots.size()) > count) {
        m_nots.back()->hide();
        m_nots.back()->deleteLater();
        m_nots.pop_back();
    }
    while (static_cast<int>(m_nots.size()) < count) {
        auto* pill = new WordPill(tr("NOT"), &Theme::none, &Theme::noneSoft, this);
        pill->setToolTip(tr("Click to take the “not” away"));
        connect(pill, &QAbstractButton::clicked, this, &TreeRowWidget::notClicked);
        pill->show();
        m_nots.push_back(pill);
    }
}

void TreeRowWidget::showChips()
{
    const auto& contents = m_content.chips;
    while (m_chips.size() > contents.size()) {
        if (m_chips.back() != nullptr) {
            m_chips.back()->hide();
            m_chips.back()->deleteLater();
        }
        m_chips.pop_back();
    }
    m_chips.resize(contents.size(), nullptr);
    for (std::size_t i = 0; i < contents.size(); ++i) {
        ConditionChip*& chip = m_chips[i];
        if (contents[i].isGlue) {
            if (chip != nullptr) {
                chip->hide();
                chip->deleteLater();
                chip = nullptr;
            }
            continue;
        }
        if (chip == nullptr) {
            chip = new ConditionChip(contents[i].kind, {}, this);
            connect(chip, &QAbstractButton::clicked, this,
                    [this, i] { Q_EMIT facetClicked(m_content.chips[i].facet); });
            connect(chip, &ConditionChip::removeRequested, this,
                    [this, i] { Q_EMIT facetRemoved(m_content.chips[i].facet); });
            chip->show();
        }
        chip->setText(contents[i].text);
        chip->setAccessibleName(contents[i].text);
        chip->setKind(contents[i].kind);
        chip->setTypeIcon(contents[i].icon);
        chip->setRemovable(contents[i].isRemovable);
        chip->setMuted(m_content.row.muted);
    }
}

void TreeRowWidget::setColumns(const CountColumns& columns)
{
    if (columns != m_columns) {
        m_columns = columns;
        place();
        update();
    }
}

void TreeRowWidget::setNumbers(const RowNumbers& numbers)
{
    if (numbers == m_numbers) {
        return;
    }
    m_numbers = numbers;
    CountShares shares = CountShares::of(numbers.finds.value_or(0), numbers.in, numbers.people);
    shares.counting = numbers.counting || !numbers.finds;
    shares.muted = m_content.row.muted;
    m_bar->setShares(shares);
    updateName();
    update();
}

void TreeRowWidget::setProblem(const QString& mend, Severity severity)
{
    if (mend == m_problem && severity == m_severity) {
        return;
    }
    m_problem = mend;
    m_severity = severity;
    for (ConditionChip* chip : m_chips) {
        if (chip != nullptr) {
            const bool isValue = chip->kind() != ConditionChip::Kind::Operator;
            chip->setInvalid(isValue && !mend.isEmpty() && severity == Severity::Error);
        }
    }
    updateName();
    place();
    update();
}

void TreeRowWidget::updateName()
{
    QStringList parts{m_content.words};
    if (m_numbers.finds && !m_content.row.muted && m_content.row.kind != RowKind::Step) {
        parts << tr("%1 people").arg(formatCount(*m_numbers.finds));
    }
    if (const std::optional<RowMark> mark = markOf(m_content, m_numbers)) {
        parts << mark->words;
    }
    if (!m_problem.isEmpty()) {
        parts << m_problem;
    }
    setAccessibleName(parts.join(QStringLiteral("; ")));
    m_menu->setAccessibleName(tr("More for: %1").arg(m_content.words));
}

std::vector<QWidget*> TreeRowWidget::parts() const
{
    std::vector<QWidget*> parts(m_nots.begin(), m_nots.end());
    if (m_pill != nullptr) {
        parts.push_back(m_pill);
    }
    if (m_sequencePill != nullptr) {
        parts.push_back(m_sequencePill);
    }
    std::copy_if(m_chips.begin(), m_chips.end(), std::back_inserter(parts),
                 [](QWidget* chip) { return chip != nullptr; });
    return parts;
}

ConditionChip* TreeRowWidget::chipFor(const Facet& facet) const
{
    ConditionChip* sameTest = nullptr;
    ConditionChip* sameRole = nullptr;
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        if (m_chips[i] == nullptr) {
            continue;
        }
        const Facet& own = m_content.chips[i].facet;
        if (own == facet) {
            return m_chips[i];
        }
        const bool samePlace = own.test == facet.test && own.field == facet.field;
        const bool sameRoleHere =
            samePlace && (own.role == facet.role || (segment::isListed(own.role) && segment::isListed(facet.role)));
        sameRole = sameRoleHere ? m_chips[i] : sameRole;
        const bool sameTestHere =
            samePlace && (facet.test >= 0 || facet.field >= 0 || own.role == segment::SpanRole::Operator);
        sameTest = sameTestHere && sameTest == nullptr ? m_chips[i] : sameTest;
    }
    return sameRole != nullptr ? sameRole : sameTest;
}

void TreeRowWidget::setOpenFacet(const std::optional<Facet>& facet)
{
    ConditionChip* open = facet ? chipFor(*facet) : nullptr;
    for (ConditionChip* chip : m_chips) {
        if (chip != nullptr && chip->isOpen() != (chip == open)) {
            chip->setOpen(chip == open);
        }
    }
}

int TreeRowWidget::leftOfItems() const
{
    const bool isNested = m_content.row.depth > 0;
    return scaled(isHead() ? (isNested ? treespace::kPill + 2 : treespace::kPill) : treespace::kChips);
}

int TreeRowWidget::widthForItems(int width, const CountColumns& columns) const
{
    return std::max(scaled(80), width - leftOfItems() - columns.width() - scaled(kColumnsGap));
}

int TreeRowWidget::baseHeight() const
{
    return scaled(isHead() ? size::kGroupHead : size::kConditionRow);
}

std::vector<TreeRowWidget::Item> TreeRowWidget::items() const
{
    std::vector<Item> items;
    const auto addWidget = [&](QWidget* widget) {
        items.push_back({widget, {}, widget->sizeHint(), scaled(kChipGap)});
    };
    const auto addText = [&](const QString& text, int gap) {
        items.push_back({nullptr, text, QSize(textWidth(text, fontFor(TextRole::Body)), scaled(size::kChip)), gap});
    };
    std::for_each(m_nots.begin(), m_nots.end(), addWidget);
    if (m_pill != nullptr) {
        addWidget(m_pill);
    }
    if (m_sequencePill != nullptr) {
        addWidget(m_sequencePill);
    }
    if (!m_content.hint.isEmpty()) {
        addText(m_content.hint, scaled(space::kUnit));
    }
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        if (m_chips[i] != nullptr) {
            addWidget(m_chips[i]);
        } else {
            addText(m_content.chips[i].text, scaled(kGlueGap));
        }
    }
    return items;
}

Flow TreeRowWidget::flowFor(int width, const CountColumns& columns) const
{
    std::vector<FlowItem> sizes;
    for (const Item& item : items()) {
        sizes.push_back({item.size, item.gap});
    }
    return flowInLines(sizes, widthForItems(width, columns), baseHeight(), scaled(kLineStep));
}

int TreeRowWidget::heightFor(int width, const CountColumns& columns) const
{
    const int problem = m_problem.isEmpty() ? 0 : scaled(kProblemHeight);
    return baseHeight() + (flowFor(width, columns).lines - 1) * scaled(kLineStep) + problem;
}

QRect TreeRowWidget::gripRect() const
{
    if (m_content.row.path.empty()) {
        return {};
    }
    const int center = scaled(isHead() ? treespace::kHeadGrip : treespace::kGrip);
    return {center - scaled(10), 0, scaled(20), baseHeight()};
}

void TreeRowWidget::place()
{
    m_flow = flowFor(width(), m_columns);
    const std::vector<Item> all = items();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].widget != nullptr) {
            all[i].widget->setGeometry(m_flow.rects[i].translated(leftOfItems(), 0));
        }
    }
    m_bar->setGeometry(m_columns.bar(width(), baseHeight()));
    m_bar->setVisible(m_content.row.kind != RowKind::Step && !m_content.row.muted);
    const QRect menu = m_columns.menu(width(), baseHeight());
    m_menu->setGeometry(menu.center().x() - scaled(kMenuButton) / 2, menu.center().y() - scaled(kMenuButton) / 2,
                        scaled(kMenuButton), scaled(kMenuButton));
}

void TreeRowWidget::resizeEvent(QResizeEvent*)
{
    place();
}

void TreeRowWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRect grip = gripRect();
    if (!grip.isNull()) {
        paintIcon(painter, Icon::Grip, grip, iconsize::kNormal, theme().text3);
    }
    paintWords(painter);
    if (m_content.row.kind != RowKind::Step) {
        paintNumbers(painter);
    }
    paintMark(painter);
    paintProblem(painter);
    if (showsKeyboardFocus(this)) {
        const int right = scaled(treespace::kInsetRight) * m_content.row.depth;
        paintRing(painter, rect().adjusted(2, 2, -2 - right, -2), radius::kChip);
    }
}

void TreeRowWidget::paintWords(QPainter& painter) const
{
    const std::vector<Item> all = items();
    for (std::size_t i = 0; i < all.size() && i < m_flow.rects.size(); ++i) {
        if (all[i].widget == nullptr) {
            const bool isFaint = all[i].text == m_content.hint || m_content.row.muted;
            paintText(painter, m_flow.rects[i].translated(leftOfItems(), 0), all[i].text, fontFor(TextRole::Body),
                      isFaint ? theme().text3 : theme().text2);
        }
    }
}

void TreeRowWidget::paintNumbers(QPainter& painter) const
{
    if (!m_numbers.finds) {
        return;
    }
    const bool isFaint = m_content.row.muted || m_numbers.counting;
    const QString count = formatCount(*m_numbers.finds) + (m_numbers.counting ? QStringLiteral("…") : QString());
    const TextRole role = m_numbers.isWhole ? TextRole::BodyStrong : TextRole::BodyMedium;
    const bool isNobody = *m_numbers.finds == 0 && !m_numbers.isWhole && !isFaint;
    const QColor& color = isNobody ? theme().warn : isFaint ? theme().text3 : theme().text;
    const QRect countRect = m_columns.count(width(), baseHeight()).adjusted(-scaled(20), 0, 0, 0);
    paintText(painter, countRect, count, fontFor(role), color, Qt::AlignRight);
    if (!m_content.row.muted && m_columns.percentWidth > 0) {
        paintText(painter, m_columns.percent(width(), baseHeight()), formatShare(*m_numbers.finds, m_numbers.people),
                  fontFor(TextRole::Secondary), theme().text3, Qt::AlignRight);
    }
}

void TreeRowWidget::paintMark(QPainter& painter) const
{
    const std::optional<RowMark> mark = markOf(m_content, m_numbers);
    if (!mark || m_content.row.kind == RowKind::Step) {
        return;
    }
    // Behind the last chip if there is room: a number that arrives moves nothing.
    const QFont font = fontFor(TextRole::Secondary);
    const int left = leftOfItems() + m_flow.lastLineEnd + scaled(kMarkGap);
    const int room = leftOfItems() + widthForItems(width(), m_columns) + scaled(kColumnsGap) - left;
    const int iconWidth = iconsize::kBadge;
    const int top = (m_flow.lines - 1) * scaled(kLineStep);
    if (room < iconWidth) {
        return;
    }
    paintIcon(painter, mark->icon, QRect(left, top, iconWidth, baseHeight()), iconWidth, themed(mark->color));
    const int words = left + iconWidth + scaled(space::kHalf);
    if (textWidth(mark->words, font) + words - left <= room) {
        paintText(painter, QRect(words, top, room, baseHeight()), mark->words, font, themed(mark->color));
    }
}

void TreeRowWidget::paintProblem(QPainter& painter) const
{
    if (m_problem.isEmpty()) {
        return;
    }
    const bool isError = m_severity == Severity::Error;
    const QColor& color = isError ? theme().err : theme().warn;
    const QRect line(leftOfItems(), height() - scaled(kProblemHeight) - scaled(2), width() - leftOfItems() - scaled(16),
                     scaled(kProblemHeight));
    paintIcon(painter, isError ? Icon::Error : Icon::Warning,
              QRect(line.left(), line.top(), iconsize::kBadge, line.height()), iconsize::kBadge, color);
    paintText(painter, line.adjusted(iconsize::kBadge + scaled(space::kHalf), 0, 0, 0), m_problem,
              fontFor(TextRole::Secondary), color);
}

void TreeRowWidget::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    setFocus(Qt::MouseFocusReason);
    m_pressedAt = event->pos();
    Q_EMIT pressed(event->pos());
}

void TreeRowWidget::mouseMoveEvent(QMouseEvent* event)
{
    const bool mayDrag = !gripRect().isNull();
    if (!m_pressedAt) {
        setCursor(mayDrag && gripRect().contains(event->pos()) ? Qt::OpenHandCursor : Qt::ArrowCursor);
        return;
    }
    const bool isFar = (event->pos() - *m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
    m_dragging = m_dragging || (mayDrag && isFar);
    if (m_dragging) {
        setCursor(Qt::ClosedHandCursor);
        Q_EMIT dragged(event->pos());
    }
}

void TreeRowWidget::mouseReleaseEvent(QMouseEvent* event)
{
    m_pressedAt.reset();
    if (std::exchange(m_dragging, false)) {
        unsetCursor();
        Q_EMIT dropped(event->pos());
    }
}

void TreeRowWidget::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuRequested(byKey ? mapToGlobal(QPoint(leftOfItems(), height())) : event->globalPos());
}

void TreeRowWidget::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void TreeRowWidget::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace postweave::ui::segments
