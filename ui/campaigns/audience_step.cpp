// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/audience_step.h"

#include "core/segment/wording.h"
#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/theme.h"
#include "ui/campaigns/campaigns_controller.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/surface.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

namespace postweave::ui::campaigns {

namespace {

segment::FilterTree referenceTo(const QString& segment)
{
    return segment::FilterTree(segment::Node{segment::SegmentReference{segment.toStdString()}});
}

/// A reference's name; a tree of its own in words.
QString wordsOf(const segment::FilterTree& tree)
{
    if (const auto* reference = std::get_if<segment::SegmentReference>(&tree.root().body)) {
        return QString::fromStdString(reference->segment);
    }
    return QString::fromStdString(segment::describeSentence(tree, {}));
}

QComboBox* segmentBox(const QString& name)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setMinimumWidth(scaled(200));
    box->setMaximumWidth(scaled(280));
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return box;
}

} // namespace

QString referencedName(const CampaignDocument& document)
{
    const auto* reference = std::get_if<segment::SegmentReference>(&document.campaign().audience.root().body);
    return reference != nullptr ? QString::fromStdString(reference->segment) : QString();
}

AudienceStep::AudienceStep(CampaignsController& controller, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_audience(segmentBox(tr("Segment that gets the campaign"))),
      m_add(new QPushButton(tr("Leave out a segment…"))),
      m_exclusions(new QVBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(space::kPane), scaled(space::kPane), scaled(space::kPane), scaled(space::kPane));
    layout->setSpacing(scaled(space::kUnit));
    layout->addWidget(new Label(tr("Who gets it"), TextRole::BodyMedium));
    auto* row = new QHBoxLayout;
    row->setSpacing(scaled(space::kUnit));
    row->addWidget(m_audience, 1);
    m_open = new QPushButton(tr("Open segment"));
    setButtonKind(m_open, ButtonKind::Ghost);
    connect(m_open, &QPushButton::clicked, this,
            [this] { Q_EMIT segmentWanted(referencedName(m_controller.document())); });
    row->addWidget(m_open);
    row->addStretch(0);
    layout->addLayout(row);
    layout->addSpacing(scaled(space::kPane));
    layout->addWidget(new Label(tr("Who does not, even if they are in it"), TextRole::BodyMedium));
    m_exclusions->setSpacing(scaled(space::kHalf));
    layout->addLayout(m_exclusions);
    auto* addRow = new QHBoxLayout;
    auto* menu = new QMenu(m_add);
    m_add->setMenu(menu);
    m_add->setAccessibleDescription(tr("Segment to leave out"));
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (const QString& name : m_controller.segmentNames()) {
            menu->addAction(QString(name).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                            [this, name] { addExclusion(name); });
        }
    });
    addRow->addWidget(m_add);
    addRow->addStretch(1);
    layout->addLayout(addRow);
    auto* words = new Label(tr("People without a usable e-mail address are always left out. The manifest of the export "
                               "names everybody who was "
                               "left out, and why."),
                            TextRole::Secondary, &Theme::text3);
    words->setWordWrap(true);
    layout->addSpacing(scaled(space::kUnit));
    layout->addWidget(words);
    layout->addStretch(1);

    connect(m_audience, &QComboBox::activated, this,
            [this](int index) { chooseAudience(m_audience->itemText(index)); });
    connect(&controller, &CampaignsController::namesChanged, this, &AudienceStep::refresh);
    connect(&controller.document(), &CampaignDocument::changed, this, &AudienceStep::refresh);
    connect(&controller.document(), &CampaignDocument::opened, this, &AudienceStep::refresh);
    refresh();
}

void AudienceStep::refresh()
{
    const QSignalBlocker quiet(m_audience);
    const campaign::Campaign& campaign = m_controller.document().campaign();
    m_audience->clear();
    m_audience->addItems(m_controller.segmentNames());
    const QString chosen = referencedName(m_controller.document());
    if (m_audience->findText(chosen) < 0) {
        const bool nobody = campaign.audience == campaign::nobody();
        m_audience->insertItem(0, nobody             ? tr("Choose a segment…")
                                  : chosen.isEmpty() ? wordsOf(campaign.audience)
                                                     : tr("%1 (not there)").arg(chosen));
        m_audience->setCurrentIndex(0);
    } else {
        m_audience->setCurrentText(chosen);
    }
    while (QLayoutItem* item = m_exclusions->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->deleteLater();
        }
        delete item;
    }
    QWidget* before = m_open;
    for (std::size_t i = 0; i < campaign.exclude.size(); ++i) {
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(new Label(wordsOf(campaign.exclude[i])));
        QToolButton* remove = iconButton(Icon::X, tr("No longer leave out %1").arg(wordsOf(campaign.exclude[i])));
        connect(remove, &QToolButton::clicked, this, [this, i] { removeExclusion(static_cast<int>(i)); });
        layout->addWidget(remove);
        layout->addStretch(1);
        m_exclusions->addWidget(row);
        setTabOrder(before, remove);
        before = remove;
    }
    setTabOrder(before, m_add);
}

void AudienceStep::chooseAudience(const QString& segment)
{
    if (m_controller.segmentNames().contains(segment)) {
        m_controller.document().change(tr("Change the audience"), 0,
                                       [&](campaign::Campaign& campaign) { campaign.audience = referenceTo(segment); });
    }
}

void AudienceStep::addExclusion(const QString& segment)
{
    m_controller.document().change(tr("Leave out %1").arg(segment), 0, [&](campaign::Campaign& campaign) {
        campaign.exclude.push_back(referenceTo(segment));
    });
}

void AudienceStep::removeExclusion(int index)
{
    m_controller.document().change(tr("No longer leave out a segment"), 0, [&](campaign::Campaign& campaign) {
        campaign.exclude.erase(campaign.exclude.begin() + index);
    });
}

} // namespace postweave::ui::campaigns
