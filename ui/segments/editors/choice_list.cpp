// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/choice_list.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/base/theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

namespace {

constexpr int kRowHeight = 30;
constexpr int kHeadingHeight = 28;
constexpr int kSidePadding = 12;
constexpr int kBarWidth = 56;
constexpr int kMarkSide = 16;

const Choice& choiceAt(const QModelIndex& index)
{
    return static_cast<const ChoiceModel*>(index.model())->at(index.row());
}

void paintCheck(QPainter& painter, const QRect& rect, bool checked)
{
    const Theme& colors = theme();
    paintBox(painter, rect,
             {checked ? colors.accent : colors.surface, checked ? colors.accent : colors.control, 4, 0, false});
    if (checked) {
        paintIcon(painter, Icon::Check, rect, iconsize::kChip, colors.onAccent);
    }
}

void paintShare(QPainter& painter, const QRect& rect, qint64 part, qint64 whole)
{
    constexpr int kHeight = 4;
    QRect bar(rect.left(), rect.center().y() - scaled(kHeight) / 2, rect.width(), scaled(kHeight));
    paintBox(painter, bar, {theme().track, std::nullopt, radius::kBar, 0, false});
    if (part > 0 && whole > 0) {
        bar.setWidth(std::max(2, static_cast<int>(bar.width() * part / whole)));
        paintBox(painter, bar, {theme().barPale, std::nullopt, radius::kBar, 0, false});
    }
}

/// Paints from the right; returns what is left for the words.
QRect paintRight(QPainter& painter, QRect rect, const Choice& choice, bool isSelected)
{
    const Theme& colors = theme();
    const QFont font = fontFor(TextRole::Secondary);
    const QColor& faint = isSelected ? colors.softText : colors.text3;
    if (choice.count) {
        const QString text = formatCount(*choice.count);
        const int width = std::max(textWidth(text, font), scaled(48));
        paintText(painter, QRect(rect.right() - width + 1, rect.top(), width, rect.height()), text, font,
                  isSelected ? colors.softText : colors.text2, Qt::AlignRight);
        rect.setRight(rect.right() - width - scaled(space::kUnit));
        if (choice.whole > 0) {
            paintShare(painter,
                       QRect(rect.right() - scaled(kBarWidth) + 1, rect.top(), scaled(kBarWidth), rect.height()),
                       *choice.count, choice.whole);
            rect.setRight(rect.right() - scaled(kBarWidth) - scaled(space::kUnit));
        }
    } else if (!choice.hint.isEmpty()) {
        const int width = std::min(textWidth(choice.hint, font), rect.width() / 2);
        paintText(painter, QRect(rect.right() - width + 1, rect.top(), width, rect.height()), choice.hint, font, faint,
                  Qt::AlignRight);
        rect.setRight(rect.right() - width - scaled(space::kUnit));
    }
    return rect;
}

} // namespace

void ChoiceModel::setChoices(std::vector<Choice> choices)
{
    if (choices != m_choices) {
        beginResetModel();
        m_choices = std::move(choices);
        endResetModel();
    }
}

void ChoiceModel::setChecked(int row, bool checked)
{
    m_choices[static_cast<std::size_t>(row)].checked = checked;
    Q_EMIT dataChanged(index(row), index(row), {Qt::CheckStateRole});
}

int ChoiceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_choices.size());
}

QVariant ChoiceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Choice& choice = at(index.row());
    if (role == Qt::DisplayRole) {
        return choice.title;
    }
    if (role == Qt::CheckStateRole && choice.checked) {
        return static_cast<int>(*choice.checked ? Qt::Checked : Qt::Unchecked);
    }
    if (role == Qt::AccessibleTextRole) {
        const QString number = choice.count ? tr("; %1 people").arg(formatCount(*choice.count)) : QString();
        return QString(choice.title + (choice.checked.value_or(false) ? tr(", chosen") : QString()) + number);
    }
    return {};
}

Qt::ItemFlags ChoiceModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    if (at(index.row()).isHeading) {
        return Qt::ItemNeverHasChildren;
    }
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

void ChoiceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& colors = theme();
    const Choice& choice = choiceAt(index);
    QRect rect = option.rect.adjusted(scaled(kSidePadding), 0, -scaled(kSidePadding), 0);
    if (choice.isHeading) {
        paintText(*painter, rect, choice.title, fontFor(TextRole::SecondaryMedium), colors.text3);
        return;
    }
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isHovered = option.state.testFlag(QStyle::State_MouseOver);
    if (isSelected || isHovered) {
        painter->fillRect(option.rect, isSelected ? colors.soft : colors.hover);
    }
    rect = paintRight(*painter, rect, choice, isSelected);
    const QRect mark(rect.left(), rect.center().y() - scaled(kMarkSide) / 2, scaled(kMarkSide), scaled(kMarkSide));
    if (choice.checked) {
        paintCheck(*painter, mark, *choice.checked);
    } else if (choice.icon) {
        paintIcon(*painter, *choice.icon, mark, isSelected ? colors.softText : colors.text2);
    }
    if (choice.checked || choice.icon) {
        rect.setLeft(mark.right() + scaled(space::kUnit));
    }
    paintText(*painter, rect, choice.title, fontFor(TextRole::Body), isSelected ? colors.softText : colors.text);
}

QSize ChoiceDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {scaled(160), scaled(choiceAt(index).isHeading ? kHeadingHeight : kRowHeight)};
}

ChoiceList::ChoiceList(const QString& accessibleName, QWidget* parent) : QListView(parent)
{
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setModel(&m_model);
    setItemDelegate(&m_delegate);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(SingleSelection);
    setUniformItemSizes(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(this, &QListView::clicked, this, &ChoiceList::choose);
}

void ChoiceList::setChoices(std::vector<Choice> choices, int currentId)
{
    const int rowBefore = currentIndex().row();
    m_model.setChoices(std::move(choices));
    int current = -1;
    for (int row = 0; row < m_model.rowCount() && current < 0; ++row) {
        current = currentId >= 0 && !m_model.at(row).isHeading && m_model.at(row).id == currentId ? row : -1;
    }
    if (current < 0 && rowBefore >= 0 && rowBefore < m_model.rowCount() && !m_model.at(rowBefore).isHeading) {
        current = rowBefore;
    }
    for (int row = 0; row < m_model.rowCount() && current < 0; ++row) {
        current = m_model.at(row).isHeading ? -1 : row;
    }
    setCurrentIndex(m_model.index(current));
    updateGeometry();
}

void ChoiceList::setMostRows(int rows)
{
    m_mostRows = rows;
    updateGeometry();
}

void ChoiceList::step(int rows)
{
    const int direction = rows < 0 ? -1 : 1;
    int row = currentIndex().row();
    for (int left = std::abs(rows); left > 0;) {
        row += direction;
        if (row < 0 || row >= m_model.rowCount()) {
            return;
        }
        if (!m_model.at(row).isHeading) {
            setCurrentIndex(m_model.index(row));
            --left;
        }
    }
}

void ChoiceList::chooseCurrent()
{
    choose(currentIndex());
}

void ChoiceList::choose(const QModelIndex& index)
{
    if (index.isValid() && !m_model.at(index.row()).isHeading) {
        Q_EMIT chosen(index.row());
    }
}

void ChoiceList::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        chooseCurrent();
        return;
    case Qt::Key_Down:
        step(1);
        return;
    case Qt::Key_Up:
        step(-1);
        return;
    default:
        QListView::keyPressEvent(event);
    }
}

int ChoiceList::heightOfRows() const
{
    int height = 0;
    const int rows = std::min(m_model.rowCount(), m_mostRows);
    for (int row = 0; row < rows; ++row) {
        height += scaled(m_model.at(row).isHeading ? kHeadingHeight : kRowHeight);
    }
    return height;
}

QSize ChoiceList::sizeHint() const
{
    return {scaled(260), heightOfRows()};
}

QSize ChoiceList::minimumSizeHint() const
{
    return {scaled(180), heightOfRows()};
}

} // namespace postweave::ui::segments
