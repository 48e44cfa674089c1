// SPDX-License-Identifier: GPL-3.0-or-later
// ProfilePanel: one person: what is known of them and what they did, latest first.
#pragma once

#include "ui/base/workspace_session.h"

#include <QWidget>

class QStandardItemModel;
class QTableView;

namespace postweave::ui {
class Label;
class PaneHeader;
} // namespace postweave::ui

namespace postweave::ui::data {

class ProfilePanel : public QWidget {
    Q_OBJECT
public:
    /// The session must outlive it.
    explicit ProfilePanel(WorkspaceSession& session, QWidget* parent = nullptr);

    /// Somebody who is not there (any more) is said to be so.
    void show(const QString& key);
    [[nodiscard]] const QString& key() const { return m_key; }

Q_SIGNALS:
    void closed();

private:
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeCard(PaneHeader* head, QTableView* table);
    void refresh();
    void fillAttributes(const audience::Audience& audience, audience::Ordinal person);
    void fillEvents(const audience::Audience& audience, audience::Ordinal person);

    WorkspaceSession& m_session;
    QString m_key;
    Label* m_name = nullptr;
    Label* m_detail = nullptr;
    PaneHeader* m_attributesHead;
    PaneHeader* m_eventsHead;
    QStandardItemModel* m_attributes;
    QStandardItemModel* m_events;
};

} // namespace postweave::ui::data
