// SPDX-License-Identifier: GPL-3.0-or-later
// TemplateSource: what the page needs of the open workspace. A seam: the page knows no session, its tests no workspace.
#pragma once

#include "core/base/calendar.h"
#include "core/base/error.h"
#include "ui/templates/template_world.h"

#include <QObject>

#include <cstdint>
#include <functional>

namespace postweave::ui::templates {

struct SavedTemplate {
    QString name;
    std::int64_t version = 1;
    Instant savedAt;
    std::shared_ptr<const std::string> text; ///< never null
};

struct SavedVersion {
    std::int64_t version = 1;
    Instant savedAt;
    std::size_t bytes = 0;
};

/// UI thread only; nothing here blocks. Writes are done in the order of calls.
class TemplateSource : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The newest that is loaded.
    [[nodiscard]] virtual World world() const = 0;
    /// By name.
    [[nodiscard]] virtual const std::vector<SavedTemplate>& templates() const = 0;
    [[nodiscard]] virtual bool isOpen() const = 0;
    [[nodiscard]] virtual bool isReadOnly() const = 0;
    [[nodiscard]] virtual bool isLoading() const = 0;
    [[nodiscard]] virtual Instant clockNow() const = 0;

    virtual void save(const QString& name, std::shared_ptr<const std::string> text) = 0;
    /// Campaigns that send the template name it anew.
    virtual void rename(const QString& from, const QString& to) = 0;
    virtual void remove(const QString& name) = 0;
    /// Latest first; nothing is delivered where it fails (see failed()) or `context` is gone.
    virtual void loadVersions(const QString& name, QObject* context,
                              std::function<void(const std::vector<SavedVersion>&)> deliver) = 0;
    virtual void loadVersion(const QString& name, std::int64_t version, QObject* context,
                             std::function<void(const std::string&)> deliver) = 0;

Q_SIGNALS:
    void worldChanged();
    /// templates() is new, and holds everything that was written up to now.
    void templatesChanged();
    /// Another workspace is open, or none; templates() and world() follow.
    void reset();
    void failed(const postweave::Error& error);
};

} // namespace postweave::ui::templates
