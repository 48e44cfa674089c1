// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcut_sheet.h"

#include "ui/base/fonts.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QGridLayout>
#include <QPainter>

namespace postweave::ui {

namespace {

class KeycapView : public QWidget {
public:
    explicit KeycapView(const QKeySequence& keys) : m_keys(keys)
    {
        setFixedSize(scaled(120), scaled(22));
        setAccessibleName(shortcutWords(keys));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintKeycap(painter, rect(), m_keys);
    }

private:
    QKeySequence m_keys;
};

} // namespace

ShortcutSheet::ShortcutSheet(const QList<ShortcutGroup>& groups, QWidget* parent) : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(scaled(16), scaled(14), scaled(16), scaled(16));
    grid->setHorizontalSpacing(scaled(32));
    grid->setVerticalSpacing(scaled(4));
    for (const ShortcutGroup& group : groups) {
        if (group.lines.isEmpty()) {
            continue;
        }
        auto* heading = new Label(group.heading, TextRole::Heading);
        heading->setContentsMargins(0, grid->count() > 0 ? scaled(10) : 0, 0, scaled(4));
        grid->addWidget(heading, grid->rowCount(), 0, 1, 2);
        for (const ShortcutLine& line : group.lines) {
            const int row = grid->rowCount();
            grid->addWidget(new Label(line.words), row, 0);
            grid->addWidget(new KeycapView(line.keys), row, 1, Qt::AlignRight);
        }
    }
}

QList<ShortcutLine> shortcutsOf(const QWidget* page)
{
    QList<ShortcutLine> lines;
    for (const QAction* action : page->findChildren<QAction*>()) {
        if (!action->shortcut().isEmpty() && !action->text().isEmpty()) {
            lines.append({QString(action->text()).remove(u'&'), action->shortcut()});
        }
    }
    return lines;
}

} // namespace postweave::ui
