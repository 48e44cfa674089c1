// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/desktop_preferences.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString kService = u"org.freedesktop.portal.Desktop"_s;
const QString kPath = u"/org/freedesktop/portal/desktop"_s;
const QString kInterface = u"org.freedesktop.portal.Settings"_s;
const QString kAppearance = u"org.freedesktop.appearance"_s;
const QString kGnome = u"org.gnome.desktop.interface"_s;
const QString kColorScheme = u"color-scheme"_s;
const QString kReducedMotion = u"reduced-motion"_s;
const QString kAnimations = u"enable-animations"_s;

/// Read wraps its value twice, ReadOne and the signal once.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>()) {
        value = value.value<QDBusVariant>().variant();
    }
    return value;
}

} // namespace

DesktopPreferences::DesktopPreferences(QObject* parent) : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    bus.connect(kService, kPath, kInterface, u"SettingChanged"_s, this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    ask(kAppearance, kColorScheme);
    ask(kAppearance, kReducedMotion);
    ask(kGnome, kAnimations);
}

void DesktopPreferences::ask(const QString& group, const QString& key)
{
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kInterface, u"Read"_s);
    call << group << key;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher* done) {
        const QDBusPendingReply<QVariant> reply = *done;
        if (!reply.isError()) {
            take(key, unwrapped(reply.value()));
        }
        done->deleteLater();
    });
}

void DesktopPreferences::settingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == kAppearance || group == kGnome) {
        take(key, unwrapped(value.variant()));
    }
}

void DesktopPreferences::take(const QString& key, const QVariant& value)
{
    const auto before = std::pair(m_prefersDark, m_prefersReducedMotion);
    if (key == kColorScheme && value.typeId() == QMetaType::UInt) {
        const uint scheme = value.toUInt(); // 0: no preference, 1: dark, 2: light
        m_prefersDark = scheme == 0 ? std::nullopt : std::optional(scheme == 1);
    } else if (key == kReducedMotion) {
        m_prefersReducedMotion = value.toUInt() == 1;
    } else if (key == kAnimations) {
        m_prefersReducedMotion = !value.toBool();
    }
    if (before != std::pair(m_prefersDark, m_prefersReducedMotion)) {
        Q_EMIT changed();
    }
}

} // namespace postweave::ui
