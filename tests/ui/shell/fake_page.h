// SPDX-License-Identifier: GPL-3.0-or-later
// A page that only remembers what it was asked.
#pragma once

#include "ui/base/page.h"

#include <QAction>
#include <QPointer>
#include <QUndoStack>
#include <QWidget>

namespace postweave::ui::testing {

class FakePage : public Page {
    Q_OBJECT
public:
    FakePage(const QString& id, bool needsWorkspace) : m_id(id), m_needsWorkspace(needsWorkspace) {}
    ~FakePage() override { delete m_widget; }

    [[nodiscard]] QString id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return QStringLiteral("The ") + m_id; }
    [[nodiscard]] Icon icon() const override { return Icon::Home; }
    [[nodiscard]] QWidget* widget() override
    {
        if (!m_widget) {
            m_widget = new QWidget;
            auto* action = new QAction(QStringLiteral("Turn the %1").arg(m_id), m_widget);
            action->setShortcut(QKeySequence(Qt::Key_F7));
            m_widget->addAction(action);
        }
        return m_widget;
    }
    [[nodiscard]] bool needsWorkspace() const override { return m_needsWorkspace; }
    [[nodiscard]] QUndoStack* undoStack() override { return &stack; }
    [[nodiscard]] bool isSettled() const override { return settled; }
    void activate(const PageTarget& target) override { targets.append(target); }
    [[nodiscard]] QList<SearchItem> search(const QString& text, int limit) override
    {
        QList<SearchItem> items;
        for (const QString& name : names) {
            items.append({Icon::Segments, name, {}, {}, {m_id, name, 0}, {}});
        }
        return bestMatches(text, items, limit);
    }
    [[nodiscard]] QList<SearchItem> commands() override
    {
        return {{Icon::Plus, QStringLiteral("Make a %1").arg(m_id), {}, {}, {}, [this] { ++made; }}};
    }

    QUndoStack stack;
    QStringList names;
    QList<PageTarget> targets;
    bool settled = true;
    int made = 0;

private:
    QString m_id;
    bool m_needsWorkspace;
    QPointer<QWidget> m_widget;
};

} // namespace postweave::ui::testing
