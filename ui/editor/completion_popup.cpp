// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/completion_popup.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"
#include "ui/base/theme.h"

#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace postweave::ui::editor {

namespace {

constexpr int kRowHeight = 26;
constexpr int kVisibleRows = 9;
constexpr int kDetailRole = Qt::UserRole;
constexpr int kIconRole = Qt::UserRole + 1;

class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const Theme& colors = theme();
        painter->fillRect(option.rect, selected ? colors.soft : colors.surface);
        const QRect inner = option.rect.adjusted(scaled(8), 0, -scaled(10), 0);
        const auto icon = static_cast<Icon>(index.data(kIconRole).toInt());
        const int side = scaled(iconsize::kBadge);
        paintIcon(*painter, icon, QRect(inner.left(), inner.center().y() - side / 2, side, side), colors.text3);
        const QRect words = inner.adjusted(side + scaled(8), 0, 0, 0);
        const QString text = index.data(Qt::DisplayRole).toString();
        const QFont font = fontFor(TextRole::Code);
        paintText(*painter, words, text, font, selected ? colors.softText : colors.text);
        const QRect rest = words.adjusted(textWidth(text, font) + scaled(16), 0, 0, 0);
        paintText(*painter, rest, index.data(kDetailRole).toString(), fontFor(TextRole::Secondary),
                  selected ? colors.softText : colors.text3, Qt::AlignRight);
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {scaled(100), scaled(kRowHeight)};
    }
};

} // namespace

CompletionPopup::CompletionPopup(QWidget* editor)
    : QFrame(editor->window()), m_model(new QStandardItemModel(this)), m_list(new QListView(this))
{
    setFocusPolicy(Qt::NoFocus);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Completions"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 4);
    layout->addWidget(m_list);
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex& index) { Q_EMIT chosen(index.data(Qt::DisplayRole).toString()); });
    hide();
}

void CompletionPopup::present(const QList<Completion>& completions, const QRect& caret)
{
    if (completions.isEmpty()) {
        hide();
        return;
    }
    fill(completions);
    place(caret);
    raise();
    show();
}

void CompletionPopup::fill(const QList<Completion>& completions)
{
    m_model->clear();
    for (const Completion& completion : completions) {
        auto* item = new QStandardItem(completion.text);
        item->setData(completion.detail, kDetailRole);
        item->setData(static_cast<int>(completion.icon), kIconRole);
        item->setData(completion.detail, Qt::AccessibleDescriptionRole);
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
}

void CompletionPopup::place(const QRect& caret)
{
    QWidget* window = parentWidget();
    const int rows = std::min(m_model->rowCount(), kVisibleRows);
    resize(scaled(340), rows * scaled(kRowHeight) + 8);
    QPoint corner = window->mapFromGlobal(caret.bottomLeft() + QPoint(-scaled(30), 4));
    if (corner.y() + height() > window->height()) {
        corner.setY(window->mapFromGlobal(caret.topLeft()).y() - height() - 4);
    }
    corner.setX(std::clamp(corner.x(), 0, std::max(0, window->width() - width())));
    QFrame::move(corner);
}

QString CompletionPopup::current() const
{
    return isVisible() ? m_list->currentIndex().data(Qt::DisplayRole).toString() : QString();
}

QStringList CompletionPopup::texts() const
{
    QStringList texts;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        texts.append(m_model->item(row)->text());
    }
    return texts;
}

void CompletionPopup::move(int rows)
{
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, m_model->rowCount() - 1);
    m_list->setCurrentIndex(m_model->index(row, 0));
}

void CompletionPopup::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBox(painter, rect(), {.fill = theme().surface, .border = theme().border2, .radius = radius::kControl});
}

} // namespace postweave::ui::editor
