// SPDX-License-Identifier: GPL-3.0-or-later
// CampaignDocument: the campaign being edited with its undo stack; undo and redo are one swap of values.
#pragma once

#include "core/campaign/campaign.h"

#include <QObject>
#include <QUndoStack>

#include <functional>

namespace postweave::ui::campaigns {

class CampaignDocument : public QObject {
    Q_OBJECT
public:
    explicit CampaignDocument(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] const campaign::Campaign& campaign() const { return m_campaign; }
    [[nodiscard]] QUndoStack* undoStack() { return &m_undoStack; }

    /// Another campaign: nothing to undo.
    void open(campaign::Campaign campaign);
    /// Undoable. Changes of the same `field` (not 0) that follow each other undo together, as typing does.
    void change(const QString& words, int field, const std::function<void(campaign::Campaign&)>& edit);

Q_SIGNALS:
    void opened();
    void changed();

private:
    friend class ChangeCampaign;
    void set(const campaign::Campaign& campaign);

    campaign::Campaign m_campaign;
    QUndoStack m_undoStack;
};

} // namespace postweave::ui::campaigns
