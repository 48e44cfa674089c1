// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/as_of_button.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/moment_format.h"
#include "ui/base/painting.h"
#include "ui/base/workspace_session.h"
#include "ui/shell/as_of_choice.h"
#include "ui/widgets/popover.h"

#include <QPainter>

namespace postweave::ui {

namespace {

constexpr int kPadding = 9;
constexpr int kGap = 6;

} // namespace

AsOfButton::AsOfButton(WorkspaceSession& session, QWidget* parent) : QAbstractButton(parent), m_session(session)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setRingAround(this, radius::kControl);
    setToolTip(tr("The moment every count and preview is true for"));
    const auto refresh = [this] {
        setAccessibleName(tr("As of %1").arg(momentWords()));
        updateGeometry();
        update();
    };
    connect(&m_session, &WorkspaceSession::asOfChanged, this, refresh);
    connect(&m_session, &WorkspaceSession::timeZoneChanged, this, refresh);
    connect(this, &QAbstractButton::clicked, this, &AsOfButton::openChoice);
    refresh();
}

QString AsOfButton::momentWords() const
{
    const std::optional<Instant> moment = m_session.asOf();
    return moment ? formatMoment(*moment, m_session.timeZone()) : tr("now");
}

QSize AsOfButton::sizeHint() const
{
    const int words = textWidth(tr("As of"), fontFor(TextRole::Body)) + scaled(4) +
                      textWidth(momentWords(), fontFor(TextRole::BodyMedium));
    return {words + iconsize::kNormal + iconsize::kBadge + 2 * scaled(kPadding) + 2 * scaled(kGap) + 4,
            scaled(size::kSmallButton)};
}

void AsOfButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& now = theme();
    const bool past = m_session.asOf().has_value();
    paintBox(painter, rect(),
             {past           ? now.warnSoft
              : underMouse() ? now.hover
                             : now.surface,
              now.border2, radius::kControl});
    const QColor color = past ? now.warn : now.text;
    QRect inner = rect().adjusted(scaled(kPadding), 0, -scaled(kPadding), 0);
    paintIcon(painter, past ? Icon::History : Icon::Clock, QRect(inner.x(), 0, iconsize::kNormal, height()),
              past ? now.warn : now.text2);
    inner.setLeft(inner.left() + iconsize::kNormal + scaled(kGap));
    const QString asOf = tr("As of");
    paintText(painter, inner, asOf, fontFor(TextRole::Body), past ? now.warn : now.text2);
    inner.setLeft(inner.left() + textWidth(asOf, fontFor(TextRole::Body)) + scaled(4));
    paintText(painter, inner, momentWords(), fontFor(TextRole::BodyMedium), color);
    paintIcon(painter, Icon::ChevronDown, QRect(inner.right() - iconsize::kBadge + 1, 0, iconsize::kBadge, height()),
              color);
}

void AsOfButton::openChoice()
{
    auto* popover = new Popover(this);
    auto* choice = new AsOfChoice(m_session.asOf(), m_session.clockNow(), m_session.timeZone());
    connect(choice, &AsOfChoice::chosen, this, [this, popover](std::optional<Instant> moment) {
        m_session.setAsOf(moment);
        popover->close();
    });
    popover->setContent(choice);
    popover->openAt(this);
}

} // namespace postweave::ui
