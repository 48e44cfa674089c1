// SPDX-License-Identifier: GPL-3.0-or-later
// Stores in memory, and short ways to import texts into them.
#pragma once

#include "tests/core/profile/profile_fixture.h"

#include "core/base/json.h"
#include "core/event/chunk_source.h"
#include "core/ingest/import.h"
#include "tests/core/ingest/record_fixture.h"

namespace postweave::ingest::test {

inline Instant now()
{
    return fromUtc({*parseDate("2024-07-01"), 0});
}

inline sqlite::Database importDatabase()
{
    sqlite::Database database = profile::profileDatabase();
    if (!database.execute(std::string(event::eventTables()) + std::string(event::chunkSourceTables()))) {
        qFatal("no event tables");
    }
    return database;
}

inline Mapping mappingOf(const char* text)
{
    const Result<Json> json = parseJson(text);
    const ParsedMapping parsed = parseMapping(json ? *json : Json());
    if (!parsed.diagnostics.empty()) {
        qFatal("%s: %s", parsed.diagnostics[0].path.c_str(), parsed.diagnostics[0].message.c_str());
    }
    return parsed.mapping;
}

struct ImportFixture {
    sqlite::Database database = importDatabase();
    profile::ProfileStore profiles{database};
    event::EventStore events{database};
    profile::ImportLog log{database};
    Folder folder;

    ImportStores stores() { return {database, profiles, events, log}; }

    Result<ImportReport> importFile(MappingKind kind, const std::string& path, ImportOptions options = {},
                                    const CancelToken& cancel = {}, const Progress& progress = {})
    {
        options.now = options.now.microseconds == 0 ? now() : options.now;
        return kind == MappingKind::Profiles ? importProfiles(stores(), path, options, cancel, progress)
                                             : importEvents(stores(), path, options, cancel, progress);
    }

    Result<ImportReport> people(const QByteArray& bytes, const ImportOptions& options = {},
                                const char* name = "people.csv")
    {
        return importFile(MappingKind::Profiles, folder.write(bytes, QString::fromUtf8(name)), options);
    }

    Result<ImportReport> happenings(const QByteArray& bytes, const ImportOptions& options = {},
                                    const char* name = "events.csv")
    {
        return importFile(MappingKind::Events, folder.write(bytes, QString::fromUtf8(name)), options);
    }

    /// `{"age":7,…}` of what is set; `none` where there is no such profile.
    QString attributes(const std::string& key, std::optional<Instant> at = std::nullopt)
    {
        const auto profile = profiles.find(key, at);
        if (!profile || !*profile) {
            return QStringLiteral("none");
        }
        Json json = Json::object();
        for (const auto& [name, value] : (*profile)->attributes) {
            json[name] = toJson(value, TimeZone());
        }
        return QString::fromStdString(toText(json));
    }

    /// `age integer, name text`.
    QString schema()
    {
        QStringList parts;
        const profile::AttributeSchema schema = *profiles.schema();
        for (const profile::Attribute& attribute : schema.attributes()) {
            parts.append(QString::fromStdString(attribute.definition.key + " " +
                                                std::string(nameOf(attribute.definition.type))));
        }
        return parts.join(QStringLiteral(", "));
    }

    /// `3: too few fields: …` of an import, line by line.
    QStringList rejected(const Result<ImportReport>& report)
    {
        QStringList lines;
        const auto rows = log.rejectedRows(report->import, 1000);
        for (const profile::RejectedRow& row : *rows) {
            lines.append(QStringLiteral("%1: %2").arg(row.line).arg(QString::fromStdString(row.reason)));
        }
        return lines;
    }
};

/// `rows 3, created 2, updated 1, …`; zeros left out.
inline QString spelled(const Result<ImportReport>& report)
{
    if (!report) {
        return QString::fromStdString(toLine(report.error()));
    }
    const profile::ImportCounts& counts = report->counts;
    QString text = QStringLiteral("rows %1").arg(counts.rows);
    const auto add = [&](const char* name, std::uint64_t count) {
        text += count == 0 ? QString() : QStringLiteral(", %1 %2").arg(QString::fromUtf8(name)).arg(count);
    };
    add("created", counts.created);
    add("updated", counts.updated);
    add("unchanged", counts.unchanged);
    add("duplicates", counts.duplicates);
    add("rejected", counts.rejected);
    return text;
}

} // namespace postweave::ingest::test
