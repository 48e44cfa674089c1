// SPDX-License-Identifier: GPL-3.0-or-later
// AudienceStep: who gets the campaign, and who does not.
#pragma once

#include <QWidget>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace postweave::ui::campaigns {

class CampaignsController;

class AudienceStep : public QWidget {
    Q_OBJECT
public:
    /// The controller must outlive it.
    explicit AudienceStep(CampaignsController& controller, QWidget* parent = nullptr);

Q_SIGNALS:
    void segmentWanted(const QString& name);

private:
    void refresh();
    void chooseAudience(const QString& segment);
    void addExclusion(const QString& segment);
    void removeExclusion(int index);

    CampaignsController& m_controller;
    QComboBox* m_audience;
    QPushButton* m_open = nullptr;
    QPushButton* m_add; ///< opens the menu of segments
    QVBoxLayout* m_exclusions;
};

/// The segment's name where a tree is a mere reference, else empty.
[[nodiscard]] QString referencedName(const class CampaignDocument& document);

} // namespace postweave::ui::campaigns
