// SPDX-License-Identifier: GPL-3.0-or-later
// Appearance: which theme is in force, how large words are and whether anything moves. Follows the system until the
// user says otherwise; kept in the user's settings.
#pragma once

#include <QObject>

#include <memory>

namespace postweave::ui {

struct Theme;
class DesktopPreferences;

enum class ThemeMode { System, Light, Dark };
enum class MotionMode { System, Full, Reduced };

/// One for the application; create it after QApplication and before any widget. Installs the style, the palette and
/// the fonts. UI thread only.
class Appearance : public QObject {
    Q_OBJECT
public:
    /// `persistent` false: neither reads nor writes the user's settings (tests, screenshots).
    explicit Appearance(bool persistent = true, QObject* parent = nullptr);
    ~Appearance() override;

    /// The one that was created; nullptr before and after.
    [[nodiscard]] static Appearance* current();

    [[nodiscard]] ThemeMode themeMode() const { return m_themeMode; }
    [[nodiscard]] MotionMode motionMode() const { return m_motionMode; }
    void setThemeMode(ThemeMode mode);
    void setMotionMode(MotionMode mode);

    /// Sizes of words and measures follow; who made widgets makes them anew at textScaleChanged().
    void chooseTextScale(double factor);

    [[nodiscard]] const Theme& theme() const { return *m_theme; }
    [[nodiscard]] bool reducedMotion() const;

Q_SIGNALS:
    /// After palette and style have changed; every widget gets QEvent::PaletteChange as well.
    void themeChanged();
    void motionChanged();
    void textScaleChanged();

private:
    void apply();
    void applyTextScale(double factor);

    bool m_persistent;
    ThemeMode m_themeMode = ThemeMode::System;
    MotionMode m_motionMode = MotionMode::System;
    const Theme* m_theme;
    std::unique_ptr<DesktopPreferences> m_desktop;
};

} // namespace postweave::ui
