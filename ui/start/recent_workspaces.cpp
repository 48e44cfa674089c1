// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/recent_workspaces.h"

#include "core/base/json.h"
#include "core/workspace/workspace.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <algorithm>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString kKey = u"start/recent"_s;

QJsonObject toJson(const RecentWorkspace& entry)
{
    QJsonArray points;
    for (const double people : entry.peopleOverTime) {
        points.append(people);
    }
    return {{u"path"_s, entry.path},           {u"opened"_s, static_cast<double>(entry.openedAt.microseconds)},
            {u"people"_s, entry.people},       {u"segments"_s, entry.segments},
            {u"campaigns"_s, entry.campaigns}, {u"readOnly"_s, entry.readOnly},
            {u"peopleOverTime"_s, points}};
}

RecentWorkspace fromJson(const QJsonObject& json)
{
    RecentWorkspace entry;
    entry.path = json[u"path"_s].toString();
    entry.openedAt = {json[u"opened"_s].toInteger()};
    entry.people = json[u"people"_s].toInteger();
    entry.segments = json[u"segments"_s].toInteger();
    entry.campaigns = json[u"campaigns"_s].toInteger();
    entry.readOnly = json[u"readOnly"_s].toBool();
    for (const QJsonValue& point : json[u"peopleOverTime"_s].toArray()) {
        entry.peopleOverTime.append(point.toDouble());
    }
    return entry;
}

std::int64_t dayOf(Instant moment)
{
    return moment.microseconds / kMicrosecondsPerDay;
}

} // namespace

QString RecentWorkspace::name() const
{
    return QFileInfo(path).completeBaseName();
}

QString RecentWorkspace::shownPath() const
{
    const QString home = QDir::homePath();
    return path.startsWith(home + u'/') ? u'~' + path.mid(home.size()) : path;
}

bool RecentWorkspace::exists() const
{
    return QFileInfo::exists(path);
}

RecentWorkspaces::RecentWorkspaces(bool persistent, QObject* parent) : QObject(parent), m_persistent(persistent)
{
    load();
}

void RecentWorkspaces::remember(const QString& path, Instant now, bool readOnly,
                                const workspace::WorkspaceSummary& summary)
{
    RecentWorkspace entry;
    const auto known = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto& e) { return e.path == path; });
    if (known != m_entries.end()) {
        entry = *known;
        m_entries.erase(known);
    }
    const bool sameDay = !entry.peopleOverTime.isEmpty() && dayOf(entry.openedAt) == dayOf(now);
    entry.path = path;
    entry.openedAt = now;
    entry.readOnly = readOnly;
    entry.people = static_cast<qint64>(summary.profiles);
    entry.segments = static_cast<qint64>(summary.segments);
    entry.campaigns = static_cast<qint64>(summary.campaigns);
    if (sameDay) {
        entry.peopleOverTime.removeLast();
    }
    entry.peopleOverTime.append(static_cast<double>(summary.profiles));
    entry.peopleOverTime = entry.peopleOverTime.last(std::min<qsizetype>(entry.peopleOverTime.size(), kMaxPoints));
    m_entries.prepend(entry);
    m_entries = m_entries.first(std::min<qsizetype>(m_entries.size(), kMaxEntries));
    save();
    Q_EMIT changed();
}

void RecentWorkspaces::remove(const QString& path)
{
    m_entries.removeIf([&](const RecentWorkspace& entry) { return entry.path == path; });
    save();
    Q_EMIT changed();
}

void RecentWorkspaces::restore(const RecentWorkspace& entry, int position)
{
    m_entries.insert(std::clamp<qsizetype>(position, 0, m_entries.size()), entry);
    save();
    Q_EMIT changed();
}

void RecentWorkspaces::load()
{
    if (!m_persistent) {
        return;
    }
    const QByteArray text = QSettings().value(kKey).toByteArray();
    for (const QJsonValue& value : QJsonDocument::fromJson(text).array()) {
        const RecentWorkspace entry = fromJson(value.toObject());
        if (!entry.path.isEmpty() && m_entries.size() < kMaxEntries) {
            m_entries.append(entry);
        }
    }
}

void RecentWorkspaces::save() const
{
    if (!m_persistent) {
        return;
    }
    QJsonArray array;
    for (const RecentWorkspace& entry : m_entries) {
        array.append(toJson(entry));
    }
    QSettings().setValue(kKey, QJsonDocument(array).toJson(QJsonDocument::Compact));
}

} // namespace postweave::ui
