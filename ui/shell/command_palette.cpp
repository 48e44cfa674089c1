// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"
#include "ui/base/shadow.h"
#include "ui/shell/search_item_model.h"
#include "ui/widgets/surface.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace postweave::ui {

namespace {

constexpr int kPerGroup = 6;
constexpr int kLowest = 120;
constexpr int kHighest = 420;
constexpr int kNarrowest = 480;

} // namespace

CommandPalette::CommandPalette(QWidget* parent)
    : QWidget(parent, kFloatingFlags),
      m_input(new QLineEdit),
      m_results(new QListView),
      m_model(new SearchItemModel(this))
{
    makeFloating(this);
    const int margin = shadowMargin() + 1;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin + scaled(6));
    column->setSpacing(0);
    m_input->setFrame(false);
    m_input->setFixedHeight(scaled(40));
    m_input->setPlaceholderText(tr("Search pages, segments, people, commands"));
    m_input->setAccessibleName(m_input->placeholderText());
    m_input->addAction(themedIcon(Icon::Search), QLineEdit::LeadingPosition);
    m_input->installEventFilter(this);
    QPalette bare = m_input->palette();
    bare.setColor(QPalette::Base, Qt::transparent);
    m_input->setPalette(bare);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(scaled(10), 0, scaled(10), 0);
    head->addWidget(m_input);
    column->addLayout(head);
    column->addWidget(new Hairline(Qt::Horizontal));
    m_results->setModel(m_model);
    m_results->setItemDelegate(new SearchItemDelegate(m_results));
    m_results->setFrameShape(QFrame::NoFrame);
    m_results->viewport()->setAutoFillBackground(false);
    m_results->setFocusPolicy(Qt::NoFocus);
    m_results->setAccessibleName(tr("Found"));
    m_results->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_results);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_results, &QListView::clicked, this, [this](const QModelIndex& index) {
        if (!m_model->isHeading(index.row())) {
            m_results->setCurrentIndex(index);
            choose();
        }
    });
}

void CommandPalette::addProvider(const QString& heading, SearchProvider provider)
{
    m_groups.push_back({heading, std::move(provider)});
}

void CommandPalette::openOver(const QWidget* field)
{
    const int width = qMax(field->width(), scaled(kNarrowest));
    const QPoint corner = field->mapToGlobal(QPoint((field->width() - width) / 2, -scaled(4)));
    const int margin = shadowMargin();
    resize(width + 2 * margin, height());
    move(corner - QPoint(margin, margin));
    m_input->clear();
    find();
    show();
    m_input->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::find()
{
    const QString text = m_input->text().trimmed();
    m_model->clear();
    for (const Group& group : m_groups) {
        m_model->append(group.heading, group.provider(text, kPerGroup));
    }
    m_model->publish();
    moveSelection(1);
    fitHeight();
}

void CommandPalette::fitHeight()
{
    int height = scaled(6);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        height += m_results->sizeHintForRow(row);
    }
    m_results->setFixedHeight(qBound(scaled(m_model->rowCount() == 0 ? 48 : kLowest), height, scaled(kHighest)));
    // Until the layout knows the new height the window keeps to the old one.
    layout()->activate();
    resize(width(), sizeHint().height());
}

void CommandPalette::moveSelection(int step)
{
    const int count = m_model->rowCount();
    int row = m_results->currentIndex().isValid() ? m_results->currentIndex().row() : (step > 0 ? -1 : count);
    do {
        row += step;
    } while (row >= 0 && row < count && m_model->isHeading(row));
    if (row >= 0 && row < count) {
        m_results->setCurrentIndex(m_model->index(row));
    }
}

void CommandPalette::choose()
{
    const SearchItem* found = m_model->itemAt(m_results->currentIndex().row());
    if (!found) {
        return;
    }
    const SearchItem item = *found;
    close();
    Q_EMIT chosen(item);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_input || event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
        moveSelection(1);
        return true;
    case Qt::Key_Up:
        moveSelection(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFloatingBox(painter, floatingBox(this), radius::kCard);
    if (m_model->rowCount() == 0) {
        paintText(painter, m_results->geometry().adjusted(scaled(12), 0, 0, 0),
                  tr("Nothing is called “%1”").arg(m_input->text().trimmed()), fontFor(TextRole::Body), theme().text2);
    }
}

void CommandPalette::mousePressEvent(QMouseEvent* event)
{
    if (!floatingBox(this).contains(event->pos())) {
        close();
    }
}

} // namespace postweave::ui
