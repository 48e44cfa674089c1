// SPDX-License-Identifier: GPL-3.0-or-later
// A workspace in a temporary folder, and batches to fill it with.
#pragma once

#include "core/base/file.h"
#include "core/workspace/workspace.h"
#include "tests/core/verify_result.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <set>

namespace postweave::workspace {

inline constexpr Instant kNow{1'714'521'600'000'000}; // 2024-05-01T00:00:00Z

struct WorkspaceFixture {
    QTemporaryDir folder;

    [[nodiscard]] std::filesystem::path path(const std::string& name = "ws.pw") const
    {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }

    [[nodiscard]] Workspace create(std::string_view zone = "UTC") const
    {
        Result<Workspace> made = Workspace::create(path(), zone, kNow);
        if (!made) {
            qFatal("%s", toLine(made.error()).c_str());
        }
        return std::move(*made);
    }

    [[nodiscard]] Workspace open(Mode mode = Mode::ReadWrite) const
    {
        Result<Workspace> opened = Workspace::open(path(), mode);
        if (!opened) {
            qFatal("%s", toLine(opened.error()).c_str());
        }
        return std::move(*opened);
    }

    [[nodiscard]] std::string bytes() const { return readFile(path()).value_or("unreadable"); }

    [[nodiscard]] std::set<std::string> names() const
    {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path().toStdString())) {
            found.insert(entry.path().filename().string());
        }
        return found;
    }
};

inline constexpr std::int64_t kBatchRows = 50;

/// The batch of that number: kBatchRows profiles, two events of each, one rejected row. In a transaction of its own.
inline Result<void> importBatch(Workspace& workspace, profile::ImportId import, std::int64_t number)
{
    Result<sqlite::Transaction> transaction = sqlite::Transaction::begin(workspace.database());
    if (!transaction) {
        return fail(transaction.error());
    }
    const std::vector<std::string> columns{"email", "visits"};
    const std::vector<std::string> properties{"item"};
    std::vector<profile::ProfileRow> profiles;
    std::vector<event::EventRow> events;
    for (std::int64_t row = number * kBatchRows + 1; row <= (number + 1) * kBatchRows; ++row) {
        profiles.push_back({"key" + std::to_string(row), {"p" + std::to_string(row) + "@example.com", row}, {}});
        for (std::int64_t twice = 0; twice < 2; ++twice) {
            events.push_back(
                {{row}, {kNow.microseconds + row * 2 + twice}, "", {{0, "item" + std::to_string(row % 7)}}});
        }
    }
    const auto counts = workspace.profiles().upsert(columns, profiles, kNow, {1});
    const auto appended = workspace.events().append("buy", properties, events, {1});
    if (!counts || !appended) {
        return fail(!counts ? counts.error() : appended.error());
    }
    const std::vector<profile::RejectedRow> rejected{{static_cast<std::uint64_t>(number), "no key", "raw"}};
    Result<void> done = workspace.imports().reject(import, rejected);
    if (done) {
        done = workspace.imports().recordBatch(import, {kBatchRows + 1, counts->created, 0, 0, 0, 1});
    }
    return done ? transaction->commit() : done;
}

/// Declares the attributes and begins an import.
inline profile::ImportId beginImport(Workspace& workspace)
{
    const Result<void> email = workspace.profiles().addAttribute(
        {"email", "E-mail", ValueType::Text, profile::AttributeCategory::Demographic});
    const Result<void> visits = workspace.profiles().addAttribute(
        {"visits", "Visits", ValueType::Integer, profile::AttributeCategory::Behavioural});
    const Result<profile::ImportId> import =
        workspace.imports().beginImport({profile::ImportKind::Profiles, "people.csv", "", kNow});
    if (!email || !visits || !import) {
        qFatal("no import");
    }
    return *import;
}

} // namespace postweave::workspace
