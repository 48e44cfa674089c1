// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"
#include "ui/widgets/combinator_pill.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/starter_row.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/thread_painter.h"

#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace postweave::ui {

namespace {

constexpr int kWidth = 600;

/// Painted at its own size; says nothing to a screen reader.
class TreePicture : public QWidget {
public:
    explicit TreePicture(QWidget* parent) : QWidget(parent) { setFixedSize(290, 104); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Theme& now = theme();
        const std::array<double, 2> rows{52, 87};
        paintThread(painter, now.all, 24, 30, rows, 22);
        paintBox(painter, QRectF(0, 1, 84, 30), {now.allSoft, std::nullopt, 15});
        paintText(painter, QRect(19, 1, 60, 30), wordOf(Combinator::All, 0), fontFor(TextRole::BodyStrong), now.all);
        paintRow(painter, rows[0], 48, 33, 0.6);
        paintRow(painter, rows[1], 36, 56, 0.33);
    }

private:
    static void paintRow(QPainter& painter, double y, double attribute, double value, double share)
    {
        const Theme& now = theme();
        paintBox(painter, QRectF(47, y - 14, 150, 28), {now.surface, now.border2, radius::kChip});
        paintBox(painter, QRectF(57, y - 4, attribute, 8), {now.border2, std::nullopt, 3});
        paintBox(painter, QRectF(57 + attribute + 9, y - 4, value, 8), {now.barPale, std::nullopt, 3});
        paintCountBar(painter, QRectF(212, y - 4, 66, 8), CountShares::solid(share));
    }
};

} // namespace

EmptyState::EmptyState(const QString& title, const QString& words, QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout), m_words(new Label(words, TextRole::Body, &Theme::text2))
{
    auto* heading = new Label(title, TextRole::Title);
    heading->setAlignment(Qt::AlignHCenter);
    heading->setWordWrap(true);
    m_words->setAlignment(Qt::AlignHCenter);
    m_words->setWordWrap(true);

    auto* content = new QWidget;
    content->setMaximumWidth(scaled(kWidth));
    content->setLayout(m_column);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(scaled(10));
    m_column->addWidget(heading);
    m_column->addWidget(m_words);

    auto* rows = new QVBoxLayout(this);
    auto* columns = new QHBoxLayout;
    rows->addStretch(2);
    rows->addLayout(columns);
    rows->addStretch(3);
    columns->addStretch(1);
    columns->addWidget(content, 100);
    columns->addStretch(1);
    setAccessibleName(title);
}

void EmptyState::setPicture(QWidget* picture)
{
    m_column->insertWidget(0, picture, 0, Qt::AlignHCenter);
    m_column->insertSpacing(1, scaled(16));
}

QPushButton* EmptyState::setPrimary(const QString& text, Icon icon, const QString& shortcutHint)
{
    auto* button = new QPushButton(themedIcon(icon), text);
    setButtonKind(button, ButtonKind::Primary);
    setButtonHint(button, shortcutHint);
    m_column->addSpacing(scaled(6));
    m_column->addWidget(button, 0, Qt::AlignHCenter);
    return button;
}

void EmptyState::setStarters(const QString& heading, const QList<Starter>& starters)
{
    delete m_starters;
    m_starters = new QWidget;
    auto* column = new QVBoxLayout(m_starters);
    column->setContentsMargins(0, scaled(24), 0, 0);
    column->setSpacing(scaled(8));
    column->addWidget(new Label(heading, TextRole::SecondaryMedium, &Theme::text2));
    auto* card = new Card;
    auto* list = new QVBoxLayout(card);
    list->setContentsMargins(1, 1, 1, 1);
    list->setSpacing(0);
    for (const Starter& starter : starters) {
        if (list->count() > 0) {
            list->addWidget(new Hairline(Qt::Horizontal));
        }
        list->addWidget(new StarterRow(starter));
    }
    column->addWidget(card);
    m_column->addWidget(m_starters);
}

void EmptyState::setWords(const QString& words)
{
    m_words->setText(words);
}

QWidget* treePicture(QWidget* parent)
{
    return new TreePicture(parent);
}

} // namespace postweave::ui
