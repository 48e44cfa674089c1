// SPDX-License-Identifier: GPL-3.0-or-later
// DesktopPreferences: what the desktop says about dark mode and motion, through the XDG settings portal.
#pragma once

#include <QObject>
#include <QVariant>
#include <QtDBus/QDBusVariant>

#include <optional>

namespace postweave::ui {

/// Asks org.freedesktop.portal.Desktop without waiting; values arrive with changed(). Without a session bus nothing
/// is ever known. See https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html.
class DesktopPreferences : public QObject {
    Q_OBJECT
public:
    explicit DesktopPreferences(QObject* parent = nullptr);

    /// Nothing: the desktop has not said, or has no preference.
    [[nodiscard]] std::optional<bool> prefersDark() const { return m_prefersDark; }
    [[nodiscard]] std::optional<bool> prefersReducedMotion() const { return m_prefersReducedMotion; }

Q_SIGNALS:
    void changed();

private:
    Q_SLOT void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);
    void ask(const QString& group, const QString& key);
    void take(const QString& key, const QVariant& value);

    std::optional<bool> m_prefersDark;
    std::optional<bool> m_prefersReducedMotion;
};

} // namespace postweave::ui
