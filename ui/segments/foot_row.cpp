// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/foot_row.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/segments/tree_places.h"

#include <QPushButton>

namespace postweave::ui::segments {

namespace {
constexpr int kGhostPadding = 8; // of a compact ghost button, so that its icon stands below the chips' left edge
}

FootRow::FootRow(QWidget* parent) : QWidget(parent)
{
    m_row.kind = RowKind::Foot;
    m_buttons = {makeButton(Addition::Condition, tr("Condition")), makeButton(Addition::Group, tr("Group")),
                 makeButton(Addition::Sequence, tr("Sequence")), makeButton(Addition::Step, tr("Step"))};
}

QPushButton* FootRow::makeButton(Addition addition, const QString& word)
{
    auto* button = new QPushButton(themedIcon(Icon::Plus, &Theme::accent), word, this);
    setButtonKind(button, ButtonKind::Ghost);
    setCompact(button);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, [this, addition] { Q_EMIT additionRequested(addition); });
    return button;
}

void FootRow::setRow(const TreeRow& row, bool isSequence, const QString& group)
{
    m_row = row;
    const bool isRoot = row.path.empty();
    button(Addition::Condition)->setVisible(!isSequence);
    button(Addition::Group)->setVisible(!isSequence);
    button(Addition::Sequence)->setVisible(!isSequence && isRoot);
    button(Addition::Step)->setVisible(isSequence);
    for (QPushButton* each : m_buttons) {
        each->setAccessibleName(tr("Add to “%1”: %2").arg(group, each->text()));
    }
    place();
}

QPushButton* FootRow::button(Addition addition) const
{
    return m_buttons[static_cast<std::size_t>(addition)];
}

std::vector<QWidget*> FootRow::parts() const
{
    std::vector<QWidget*> shown;
    for (QPushButton* each : m_buttons) {
        if (!each->isHidden()) {
            shown.push_back(each);
        }
    }
    return shown;
}

void FootRow::place()
{
    int left = scaled(treespace::kChips) - scaled(kGhostPadding);
    for (QWidget* each : parts()) {
        const QSize size = each->sizeHint();
        each->setGeometry(left, (height() - size.height()) / 2, size.width(), size.height());
        left += size.width() + scaled(space::kHalf);
    }
}

void FootRow::resizeEvent(QResizeEvent*)
{
    place();
}

} // namespace postweave::ui::segments
