// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/campaign_document.h"

#include <QUndoCommand>

#include <utility>

namespace postweave::ui::campaigns {

class ChangeCampaign : public QUndoCommand {
public:
    ChangeCampaign(CampaignDocument& document, const QString& words, int field, campaign::Campaign after)
        : QUndoCommand(words),
          m_document(document),
          m_field(field),
          m_before(document.campaign()),
          m_after(std::move(after))
    {
    }
    void redo() override { m_document.set(m_after); }
    void undo() override { m_document.set(m_before); }
    [[nodiscard]] int id() const override { return m_field == 0 ? -1 : m_field; }
    bool mergeWith(const QUndoCommand* next) override
    {
        m_after = static_cast<const ChangeCampaign*>(next)->m_after;
        return true;
    }

private:
    CampaignDocument& m_document;
    int m_field;
    campaign::Campaign m_before;
    campaign::Campaign m_after;
};

void CampaignDocument::open(campaign::Campaign campaign)
{
    m_undoStack.clear();
    m_campaign = std::move(campaign);
    Q_EMIT opened();
}

void CampaignDocument::change(const QString& words, int field, const std::function<void(campaign::Campaign&)>& edit)
{
    campaign::Campaign after = m_campaign;
    edit(after);
    if (after != m_campaign) {
        m_undoStack.push(new ChangeCampaign(*this, words, field, std::move(after)));
    }
}

void CampaignDocument::set(const campaign::Campaign& campaign)
{
    m_campaign = campaign;
    Q_EMIT changed();
}

} // namespace postweave::ui::campaigns
