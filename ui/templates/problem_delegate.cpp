// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/problem_delegate.h"

#include "core/base/diagnostic.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"
#include "ui/templates/problem_list_model.h"
#include "ui/widgets/list_row_delegate.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace postweave::ui::templates {

namespace {

constexpr int kRowHeight = 34;

struct Look {
    Icon icon;
    ColorRole color;
};

Look lookOf(int severity)
{
    switch (static_cast<Severity>(severity)) {
    case Severity::Error:
        return {Icon::Error, &Theme::err};
    case Severity::Warning:
        return {Icon::Warning, &Theme::warn};
    case Severity::Note:
        break;
    }
    return {Icon::Info, &Theme::info};
}

} // namespace

ProblemDelegate::Places ProblemDelegate::placesIn(const QRect& row)
{
    const QRect inner = row.adjusted(scaled(space::kPane), 0, -scaled(12), 0);
    Places places;
    places.icon = QRect(inner.left(), inner.top(), scaled(iconsize::kNormal), inner.height());
    const int mendWidth = std::clamp(inner.width() * 34 / 100, scaled(150), scaled(240));
    places.mend = QRect(inner.right() - mendWidth + 1, inner.top(), mendWidth, inner.height());
    // The rule is for those who look it up: what is wrong comes first. The tooltip has both.
    const bool roomy = inner.width() > scaled(720);
    const int ruleWidth = roomy ? scaled(112) : 0;
    places.rule =
        QRect(places.mend.left() - ruleWidth, inner.top(), std::max(0, ruleWidth - scaled(10)), inner.height());
    places.place = QRect(places.rule.left() - scaled(56), inner.top(), scaled(48), inner.height());
    places.words = QRect(places.icon.right() + scaled(9), inner.top(), 0, inner.height());
    places.words.setRight(places.place.left() - scaled(10));
    return places;
}

void ProblemDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    paintRowGround(*painter, option);
    paintHorizontalHairline(*painter, option.rect.left(), option.rect.right() + 1, option.rect.top(), theme().border);
    const Places places = placesIn(option.rect);
    const Look look = lookOf(index.data(ProblemListModel::SeverityRole).toInt());
    paintIcon(*painter, look.icon, places.icon, scaled(iconsize::kNormal), themed(look.color));
    paintText(*painter, places.words, index.data().toString(), fontFor(TextRole::Body), theme().text);
    paintText(*painter, places.place, index.data(ProblemListModel::PlaceRole).toString(), fontFor(TextRole::CodeSmall),
              theme().text2);
    if (places.rule.width() > 0) {
        paintText(*painter, places.rule, index.data(ProblemListModel::RuleRole).toString(),
                  fontFor(TextRole::CodeSmall), theme().text3);
    }
    paintMend(*painter, places.mend, index, option.state.testFlag(QStyle::State_MouseOver));
    painter->restore();
}

void ProblemDelegate::paintMend(QPainter& painter, const QRect& rect, const QModelIndex& index, bool hovered)
{
    const QString words = index.data(ProblemListModel::MendRole).toString();
    if (words.isEmpty()) {
        return;
    }
    QRect text = rect;
    const bool canMend = index.data(ProblemListModel::CanMendRole).toBool();
    if (canMend) {
        const QRect icon(rect.left(), rect.top(), scaled(iconsize::kNormal), rect.height());
        paintIcon(painter, Icon::Wand, icon, scaled(iconsize::kNormal),
                  themed(hovered ? &Theme::accentHover : &Theme::accent));
        text.setLeft(icon.right() + scaled(7));
    }
    paintText(painter, text, words, fontFor(canMend ? TextRole::BodyMedium : TextRole::Body),
              themed(!canMend  ? &Theme::text2
                     : hovered ? &Theme::accentHover
                               : &Theme::accent));
}

QSize ProblemDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {scaled(200), scaled(kRowHeight)};
}

bool ProblemDelegate::editorEvent(QEvent* event, QAbstractItemModel*, const QStyleOptionViewItem& option,
                                  const QModelIndex& index)
{
    if (event->type() != QEvent::MouseButtonRelease || !index.data(ProblemListModel::CanMendRole).toBool()) {
        return false;
    }
    if (!placesIn(option.rect).mend.contains(static_cast<QMouseEvent*>(event)->pos())) {
        return false;
    }
    Q_EMIT mendClicked(index);
    return true;
}

} // namespace postweave::ui::templates
