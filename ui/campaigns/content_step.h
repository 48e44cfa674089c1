// SPDX-License-Identifier: GPL-3.0-or-later
// ContentStep: template, subject, sender, links and unsubscribing of a campaign.
#pragma once

#include "core/campaign/campaign.h"

#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace postweave::ui::campaigns {

class CampaignsController;

class ContentStep : public QWidget {
    Q_OBJECT
public:
    /// The controller must outlive it.
    explicit ContentStep(CampaignsController& controller, QWidget* parent = nullptr);

Q_SIGNALS:
    void templateWanted(const QString& name);

private:
    using Text = std::function<std::string&(campaign::Campaign&)>;
    struct Field {
        QLineEdit* edit;
        Text text;
    };

    void beginGroup(QFormLayout* form, const QString& words);
    void addField(QFormLayout* form, const QString& label, const QString& hint, Text text);
    void addLinkField(QFormLayout* form, const QString& label, const char* parameter);
    void refresh();

    CampaignsController& m_controller;
    QLineEdit* m_name;
    QComboBox* m_template;
    std::vector<Field> m_fields;
    QString m_group; ///< whose fields are being made: two of them have an address
};

} // namespace postweave::ui::campaigns
