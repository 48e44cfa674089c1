// SPDX-License-Identifier: GPL-3.0-or-later
// TemplatesDocument: the templates of a workspace as the page edits them. A template keeps its id through renames.
#pragma once

#include "core/base/calendar.h"
#include "ui/templates/template_reading.h"

#include <QObject>
#include <QString>

#include <vector>

namespace postweave::ui::templates {

struct TemplateEntry {
    QString id;
    QString name;
    std::int64_t version = 0; ///< 0: not saved yet
    Instant savedAt;
    Text text; ///< as it was last taken from the editor; never null
};

/// Ordered by name. Each change is one signal, with the row where rows change.
class TemplatesDocument : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const std::vector<TemplateEntry>& entries() const { return m_entries; }
    /// nullptr where there is none.
    [[nodiscard]] const TemplateEntry* find(const QString& id) const;
    [[nodiscard]] const TemplateEntry* findByName(const QString& name) const;
    [[nodiscard]] int rowOf(const QString& id) const;
    [[nodiscard]] static QString newId();
    /// `wanted`, or with a number behind it where it is taken.
    [[nodiscard]] QString uniqueName(const QString& wanted) const;

    /// Empty: none.
    [[nodiscard]] const QString& currentId() const { return m_currentId; }
    [[nodiscard]] const TemplateEntry* current() const { return find(m_currentId); }
    void setCurrent(const QString& id);

    void insert(const TemplateEntry& entry);
    TemplateEntry remove(const QString& id);
    void rename(const QString& id, const QString& name);
    void setText(const QString& id, Text text);
    void setSaved(const QString& id, std::int64_t version, Instant at);
    void clear();

Q_SIGNALS:
    void inserting(int row);
    void inserted(const postweave::ui::templates::TemplateEntry& entry);
    void removing(int row);
    void removed(const postweave::ui::templates::TemplateEntry& entry);
    /// `to` as QAbstractItemModel::beginMoveRows() counts; equal rows: none moves.
    void moving(int from, int to);
    void renamed(const QString& id, const QString& from, const QString& to);
    /// Version or time.
    void changed(int row);
    void currentChanged(const QString& id);

private:
    [[nodiscard]] TemplateEntry* findMutable(const QString& id);
    [[nodiscard]] int rowFor(const QString& name) const;

    std::vector<TemplateEntry> m_entries;
    QString m_currentId;
};

} // namespace postweave::ui::templates
