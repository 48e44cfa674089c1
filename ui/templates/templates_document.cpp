// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templates_document.h"

#include <algorithm>

namespace postweave::ui::templates {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isBefore(const QString& a, const QString& b)
{
    const int order = QString::compare(a, b, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : a < b;
}

} // namespace

const TemplateEntry* TemplatesDocument::find(const QString& id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_entries[static_cast<std::size_t>(row)];
}

TemplateEntry* TemplatesDocument::findMutable(const QString& id)
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_entries[static_cast<std::size_t>(row)];
}

const TemplateEntry* TemplatesDocument::findByName(const QString& name) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const TemplateEntry& e) { return e.name == name; });
    return found == m_entries.end() ? nullptr : &*found;
}

int TemplatesDocument::rowOf(const QString& id) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const TemplateEntry& e) { return e.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

int TemplatesDocument::rowFor(const QString& name) const
{
    const auto place = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const TemplateEntry& e) { return isBefore(name, e.name); });
    return static_cast<int>(place - m_entries.begin());
}

QString TemplatesDocument::newId()
{
    static quint64 serial = 0;
    return u"template-%1"_s.arg(++serial);
}

QString TemplatesDocument::uniqueName(const QString& wanted) const
{
    QString name = wanted;
    for (int i = 2; findByName(name) != nullptr; ++i) {
        name = u"%1 %2"_s.arg(wanted).arg(i);
    }
    return name;
}

void TemplatesDocument::setCurrent(const QString& id)
{
    if (id != m_currentId) {
        m_currentId = id;
        Q_EMIT currentChanged(id);
    }
}

void TemplatesDocument::insert(const TemplateEntry& entry)
{
    const int row = rowFor(entry.name);
    Q_EMIT inserting(row);
    m_entries.insert(m_entries.begin() + row, entry);
    Q_EMIT inserted(entry);
}

TemplateEntry TemplatesDocument::remove(const QString& id)
{
    const int row = rowOf(id);
    Q_ASSERT(row >= 0);
    const bool wasCurrent = id == m_currentId;
    Q_EMIT removing(row);
    TemplateEntry entry = m_entries[static_cast<std::size_t>(row)];
    m_entries.erase(m_entries.begin() + row);
    Q_EMIT removed(entry);
    if (wasCurrent) {
        const int next = std::min(row, static_cast<int>(m_entries.size()) - 1);
        setCurrent(next < 0 ? QString() : m_entries[static_cast<std::size_t>(next)].id);
    }
    return entry;
}

void TemplatesDocument::rename(const QString& id, const QString& name)
{
    const int from = rowOf(id);
    if (from < 0 || m_entries[static_cast<std::size_t>(from)].name == name) {
        return;
    }
    const auto entry = m_entries.begin() + from;
    const QString before = entry->name;
    const int to = rowFor(name);
    Q_EMIT moving(from, to);
    entry->name = name;
    const auto target = m_entries.begin() + to;
    if (to > from) {
        std::rotate(entry, entry + 1, target);
    } else {
        std::rotate(target, entry, entry + 1);
    }
    Q_EMIT renamed(id, before, name);
}

void TemplatesDocument::setText(const QString& id, Text text)
{
    if (TemplateEntry* entry = findMutable(id)) {
        entry->text = std::move(text);
    }
}

void TemplatesDocument::setSaved(const QString& id, std::int64_t version, Instant at)
{
    TemplateEntry* entry = findMutable(id);
    if (entry != nullptr && (entry->version != version || entry->savedAt != at)) {
        entry->version = version;
        entry->savedAt = at;
        Q_EMIT changed(rowOf(id));
    }
}

void TemplatesDocument::clear()
{
    while (!m_entries.empty()) {
        remove(m_entries.back().id);
    }
}

} // namespace postweave::ui::templates
