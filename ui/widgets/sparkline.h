// SPDX-License-Identifier: GPL-3.0-or-later
// Sparkline: a small line with a dot at its end. Give percentages a fixed domain so that noise looks like noise.
#pragma once

#include "ui/base/theme.h"

#include <QList>
#include <QWidget>

#include <optional>
#include <utility>

class QPainter;

namespace postweave::ui {

struct SparklineLook {
    ColorRole color = &Theme::text2;
    std::optional<std::pair<double, double>> domain = std::nullopt; ///< nothing: from the values' range
    bool fill = false;                                              ///< a soft ground below the line
    bool dot = true;
};

/// Fewer than two values paint nothing.
void paintSparkline(QPainter& painter, const QRectF& rect, const QList<double>& values, const SparklineLook& look = {});

/// 52 × 22.
class Sparkline : public QWidget {
    Q_OBJECT
public:
    explicit Sparkline(QWidget* parent = nullptr);

    void setValues(const QList<double>& values);
    void setLook(const SparklineLook& look);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<double> m_values;
    SparklineLook m_look;
};

} // namespace postweave::ui
