// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/job_view.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace postweave::ui {

JobView::JobView(StatusJob* job, QWidget* parent)
    : QWidget(parent),
      m_job(job),
      m_icon(new QLabel),
      m_words(new Label({}, TextRole::Secondary, &Theme::text2)),
      m_bar(new CountBar),
      m_percent(new Label({}, TextRole::SecondaryMedium)),
      m_left(new Label({}, TextRole::Secondary, &Theme::text2)),
      m_link(new QPushButton),
      m_close(iconButton(Icon::X, tr("Cancel")))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(8));
    m_bar->setFixedWidth(scaled(120));
    m_words->setMaximumWidth(scaled(420));
    m_link->setFlat(true);
    setButtonKind(m_link, ButtonKind::Ghost);
    m_link->setProperty("textRole", static_cast<int>(TextRole::SecondaryMedium));
    m_link->setFixedHeight(scaled(22));
    m_close->setFixedSize(scaled(22), scaled(22));
    for (QWidget* part : {static_cast<QWidget*>(m_icon), static_cast<QWidget*>(m_words), static_cast<QWidget*>(m_bar),
                          static_cast<QWidget*>(m_percent), static_cast<QWidget*>(m_left),
                          static_cast<QWidget*>(m_link), static_cast<QWidget*>(m_close)}) {
        row->addWidget(part);
    }
    connect(m_close, &QToolButton::clicked, this, [this] {
        if (m_job) {
            m_job->cancel();
        }
    });
    connect(m_link, &QPushButton::clicked, this, [this] {
        if (m_job) {
            m_job->followLink();
        }
    });
    refresh();
}

void JobView::setIcon(Icon icon, ColorRole color)
{
    m_icon->setPixmap(iconPixmap(icon, iconsize::kBadge, themed(color), devicePixelRatioF()));
}

void JobView::refresh()
{
    if (!m_job) {
        return;
    }
    m_words->setText(m_job->title());
    setAccessibleName(m_job->title());
    m_job->state() == StatusJob::State::Running ? showRunning() : showOver();
}

void JobView::showRunning()
{
    const std::optional<double> share = m_job->share();
    const std::optional<qint64> left = m_job->millisecondsLeft();
    setIcon(m_job->icon(), &Theme::accent);
    m_bar->setVisible(share.has_value());
    m_percent->setVisible(share.has_value());
    m_left->setVisible(left.has_value());
    if (share) {
        m_bar->setShares(CountShares::solid(*share));
        m_percent->setText(formatPercent(*share, 0));
    }
    if (left) {
        m_left->setText(tr("%1 left").arg(formatTimeLeft(*left)));
    }
    m_link->hide();
    m_close->setToolTip(tr("Cancel"));
}

void JobView::showOver()
{
    const bool failed = m_job->state() == StatusJob::State::Failed;
    setIcon(failed ? Icon::Error : Icon::OkCircle, failed ? &Theme::err : &Theme::ok);
    for (QWidget* part :
         {static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_percent), static_cast<QWidget*>(m_left)}) {
        part->hide();
    }
    m_link->setText(m_job->linkText());
    m_link->setVisible(!m_job->linkText().isEmpty());
    m_close->setVisible(failed);
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss"));
}

} // namespace postweave::ui
