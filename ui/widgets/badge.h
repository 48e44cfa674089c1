// SPDX-License-Identifier: GPL-3.0-or-later
// Badge: an icon and a word on a soft ground, 20 high. A tone never stands without its icon, except Neutral.
#pragma once

#include "ui/base/icon.h"
#include "ui/base/theme.h"

#include <QWidget>

#include <optional>

class QPainter;

namespace postweave::ui {

/// ok-circle, warning, error, info; nothing for Neutral and Accent.
[[nodiscard]] std::optional<Icon> toneIcon(Tone tone);

[[nodiscard]] QSize badgeSize(const QString& text, std::optional<Icon> icon);
/// At the left of `rect`, vertically centred; returns what it covers.
QRect paintBadge(QPainter& painter, const QRect& rect, const QString& text, Tone tone, std::optional<Icon> icon);

class Badge : public QWidget {
    Q_OBJECT
public:
    explicit Badge(const QString& text = {}, Tone tone = Tone::Neutral, QWidget* parent = nullptr);

    /// With the tone's own icon.
    void setState(const QString& text, Tone tone);
    void setIcon(std::optional<Icon> icon);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] Tone tone() const { return m_tone; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Neutral;
    std::optional<Icon> m_icon;
};

} // namespace postweave::ui
