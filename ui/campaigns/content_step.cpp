// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/content_step.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/theme.h"
#include "ui/campaigns/campaigns_controller.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace postweave::ui::campaigns {

namespace {

/// The value of a link parameter, made in its place where there is none; prune() takes empty ones away again.
std::string& linkText(campaign::Campaign& campaign, const std::string& parameter)
{
    const auto found = std::find_if(campaign.utm.begin(), campaign.utm.end(),
                                    [&](const auto& entry) { return entry.first == parameter; });
    if (found != campaign.utm.end()) {
        return found->second;
    }
    const auto& names = campaign::utmNames();
    const auto rank = [&](const std::string& name) { return std::find(names.begin(), names.end(), name); };
    const auto place = std::find_if(campaign.utm.begin(), campaign.utm.end(),
                                    [&](const auto& entry) { return rank(entry.first) > rank(parameter); });
    return campaign.utm.insert(place, {parameter, std::string()})->second;
}

void prune(campaign::Campaign& campaign)
{
    std::erase_if(campaign.utm, [](const auto& entry) { return entry.second.empty(); });
}

Label* heading(const QString& text)
{
    auto* label = new Label(text, TextRole::BodyMedium);
    label->setContentsMargins(0, scaled(space::kUnit), 0, 0);
    return label;
}

} // namespace

ContentStep::ContentStep(CampaignsController& controller, QWidget* parent)
    : QWidget(parent), m_controller(controller), m_name(new QLineEdit), m_template(new QComboBox)
{
    auto* form = new QFormLayout(this);
    form->setContentsMargins(scaled(space::kPane), scaled(space::kPane), scaled(space::kPane), scaled(space::kPane));
    form->setHorizontalSpacing(scaled(space::kPane));
    form->setVerticalSpacing(scaled(space::kUnit));
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_name->setAccessibleName(tr("Name of the campaign"));
    connect(m_name, &QLineEdit::editingFinished, this,
            [this] { m_controller.renameCampaign(m_name->text().trimmed()); });
    form->addRow(tr("Name"), m_name);
    auto* row = new QHBoxLayout;
    m_template->setAccessibleName(tr("Template"));
    m_template->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_template->setMinimumContentsLength(10);
    connect(m_template, &QComboBox::activated, this, [this](int index) {
        m_controller.document().change(tr("Change the template"), 0, [&](campaign::Campaign& campaign) {
            campaign.templateName = m_template->itemText(index).toStdString();
        });
    });
    row->addWidget(m_template, 1);
    auto* open = new QPushButton(tr("Open template"));
    setButtonKind(open, ButtonKind::Ghost);
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT templateWanted(m_template->currentText()); });
    row->addWidget(open);
    form->addRow(tr("Template"), row);
    addField(form, tr("Subject"), tr("{{ customer.first_name | default: 'Hello' }}, …"),
             [](auto& campaign) -> auto& { return campaign.subject; });
    addField(form, tr("Preheader"), tr("the line that inboxes show behind the subject"),
             [](auto& campaign) -> auto& { return campaign.preheader; });
    beginGroup(form, tr("From"));
    addField(form, tr("Name"), tr("Shop"), [](auto& campaign) -> auto& { return campaign.from.name; });
    addField(form, tr("Address"), tr("news@shop.example"), [](auto& campaign) -> auto& { return campaign.from.email; });
    addField(form, tr("Answers to"), tr("the same address"), [](auto& campaign) -> auto& { return campaign.replyTo; });
    beginGroup(form, tr("Links"));
    addLinkField(form, tr("Source"), "source");
    addLinkField(form, tr("Medium"), "medium");
    addLinkField(form, tr("Campaign"), "campaign");
    beginGroup(form, tr("Unsubscribing"));
    addField(form, tr("Page"), tr("https://shop.example/u?k={{ customer.key }}"),
             [](auto& campaign) -> auto& { return campaign.unsubscribe.url; });
    addField(form, tr("Address"), tr("unsubscribe@shop.example"),
             [](auto& campaign) -> auto& { return campaign.unsubscribe.mailto; });
    connect(&controller, &CampaignsController::namesChanged, this, &ContentStep::refresh);
    connect(&controller.document(), &CampaignDocument::changed, this, &ContentStep::refresh);
    connect(&controller.document(), &CampaignDocument::opened, this, &ContentStep::refresh);
    refresh();
}

void ContentStep::beginGroup(QFormLayout* form, const QString& words)
{
    form->addRow(heading(words));
    m_group = words;
}

void ContentStep::addField(QFormLayout* form, const QString& label, const QString& hint, Text text)
{
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(hint);
    edit->setAccessibleName(m_group.isEmpty() ? label : tr("%1: %2").arg(m_group, label));
    form->addRow(label, edit);
    const int field = static_cast<int>(m_fields.size()) + 1;
    m_fields.push_back({edit, text});
    connect(edit, &QLineEdit::textEdited, this, [this, field, label, text](const QString& typed) {
        m_controller.document().change(tr("Change %1").arg(label), field, [&](campaign::Campaign& campaign) {
            text(campaign) = typed.toStdString();
            prune(campaign);
        });
    });
}

void ContentStep::addLinkField(QFormLayout* form, const QString& label, const char* parameter)
{
    addField(form, label, QStringLiteral("utm_%1").arg(QLatin1String(parameter)),
             [name = std::string(parameter)](campaign::Campaign& campaign) -> std::string& {
                 return linkText(campaign, name);
             });
}

void ContentStep::refresh()
{
    campaign::Campaign campaign = m_controller.document().campaign();
    if (!m_name->hasFocus()) {
        m_name->setText(m_controller.openName());
    }
    const QSignalBlocker quiet(m_template);
    m_template->clear();
    m_template->addItems(m_controller.templateNames());
    const QString name = QString::fromStdString(campaign.templateName);
    if (m_template->findText(name) < 0) {
        m_template->insertItem(0, name);
    }
    m_template->setCurrentText(name);
    for (const Field& field : m_fields) {
        const QString text = QString::fromStdString(field.text(campaign));
        // Setting the text that stands would move the cursor of whoever types.
        if (field.edit->text() != text) {
            field.edit->setText(text);
        }
    }
}

} // namespace postweave::ui::campaigns
