// SPDX-License-Identifier: GPL-3.0-or-later
// The count bar: the same everywhere. Pale is what a node finds, solid on top what is also in the segment, the track
// is everybody. Always proportional; more than nothing is at least 2 px.
#pragma once

#include "ui/base/theme.h"

#include <QWidget>

#include <optional>

class QPainter;
class QVariantAnimation;

namespace postweave::ui {

/// Shares of everybody, 0 to 1.
struct CountShares {
    double finds = 0;         ///< pale
    double in = 0;            ///< solid
    bool counting = false;    ///< grey up to the share seen so far (`finds`)
    bool muted = false;       ///< switched off: no bar at all
    Tone tone = Tone::Accent; ///< Warning and Error colour the solid part
    bool operator==(const CountShares&) const = default;

    /// From counts; `whole` 0 gives an empty bar.
    [[nodiscard]] static CountShares of(qint64 finds, qint64 in, qint64 whole);
    /// One count alone, solid.
    [[nodiscard]] static CountShares solid(double share, Tone tone = Tone::Accent);
};

inline constexpr int kCountBarHeight = 4;

/// Vertically centred in `rect`, as wide as it.
void paintCountBar(QPainter& painter, const QRectF& rect, const CountShares& shares);

/// 72 wide unless laid out otherwise; moves to new values in 200 ms. Its accessible name says the shares.
class CountBar : public QWidget {
    Q_OBJECT
public:
    explicit CountBar(QWidget* parent = nullptr);

    void setShares(const CountShares& shares);
    [[nodiscard]] const CountShares& shares() const { return m_target; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void moveTo(double progress);

    CountShares m_from;
    CountShares m_shown;
    CountShares m_target;
    QVariantAnimation* m_animation;
};

} // namespace postweave::ui
