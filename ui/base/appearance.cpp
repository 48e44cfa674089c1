// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"

#include "ui/base/desktop_preferences.h"
#include "ui/base/fonts.h"
#include "ui/base/style.h"
#include "ui/base/theme.h"

#include <QApplication>
#include <QSettings>
#include <QToolTip>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

Appearance* g_current = nullptr;

/// The palette the platform gave the application before this program set its own.
bool platformPaletteIsDark()
{
    static const bool dark = [] {
        const QPalette palette = QApplication::palette();
        return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
    }();
    return dark;
}

} // namespace

const Theme& theme()
{
    return g_current ? g_current->theme() : lightTheme();
}

Appearance* Appearance::current()
{
    return g_current;
}

Appearance::Appearance(bool persistent, QObject* parent)
    : QObject(parent), m_persistent(persistent), m_theme(&lightTheme()), m_desktop(new DesktopPreferences)
{
    platformPaletteIsDark();
    g_current = this;
    if (m_persistent) {
        const QSettings settings;
        m_themeMode = static_cast<ThemeMode>(std::clamp(settings.value(u"appearance/theme"_s).toInt(), 0, 2));
        m_motionMode = static_cast<MotionMode>(std::clamp(settings.value(u"appearance/motion"_s).toInt(), 0, 2));
        setTextScale(settings.value(u"appearance/textScale"_s, 1.0).toDouble());
    }
    connect(m_desktop.get(), &DesktopPreferences::changed, this, [this] {
        apply();
        Q_EMIT motionChanged();
    });
    loadFonts();
    QApplication::setStyle(new PostweaveStyle);
    applyTextScale(textScale());
    m_theme = nullptr; // so that apply() finds a change
    apply();
}

Appearance::~Appearance()
{
    g_current = nullptr;
}

void Appearance::setThemeMode(ThemeMode mode)
{
    m_themeMode = mode;
    if (m_persistent) {
        QSettings().setValue(u"appearance/theme"_s, static_cast<int>(mode));
    }
    apply();
}

void Appearance::setMotionMode(MotionMode mode)
{
    m_motionMode = mode;
    if (m_persistent) {
        QSettings().setValue(u"appearance/motion"_s, static_cast<int>(mode));
    }
    Q_EMIT motionChanged();
}

void Appearance::chooseTextScale(double factor)
{
    if (m_persistent) {
        QSettings().setValue(u"appearance/textScale"_s, factor);
    }
    applyTextScale(factor);
    Q_EMIT textScaleChanged();
}

void Appearance::applyTextScale(double factor)
{
    setTextScale(factor);
    QApplication::setFont(fontFor(TextRole::Body));
    QToolTip::setFont(fontFor(TextRole::Secondary));
}

bool Appearance::reducedMotion() const
{
    if (m_motionMode != MotionMode::System) {
        return m_motionMode == MotionMode::Reduced;
    }
    return m_desktop->prefersReducedMotion().value_or(false);
}

void Appearance::apply()
{
    const bool dark = m_themeMode == ThemeMode::System ? m_desktop->prefersDark().value_or(platformPaletteIsDark())
                                                       : m_themeMode == ThemeMode::Dark;
    const Theme* next = dark ? &darkTheme() : &lightTheme();
    if (next == m_theme) {
        return;
    }
    m_theme = next;
    QApplication::setPalette(paletteFor(*m_theme));
    QToolTip::setPalette(paletteFor(*m_theme));
    Q_EMIT themeChanged();
}

} // namespace postweave::ui
