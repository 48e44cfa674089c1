// SPDX-License-Identifier: GPL-3.0-or-later
// WaterfallView: from the audience to those who get the mail, a loss a row.
#pragma once

#include "ui/base/painting.h"
#include "ui/campaigns/reach.h"

#include <QWidget>

#include <vector>

namespace postweave::ui::campaigns {

class WaterfallView : public QWidget {
    Q_OBJECT
public:
    explicit WaterfallView(QWidget* parent = nullptr);

    void setReach(const Reach& reach, const QString& audienceName);
    /// What is shown is out of date: bars turn pale until the next setReach().
    void setStale(bool stale);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Row {
        QString words;
        qint64 from = 0; ///< left end of the bar, in people
        qint64 to = 0;
        bool isTotal = false;
    };
    struct Columns {
        int words = 0;
        int figure = 0;
    };
    [[nodiscard]] static QString figureOf(const Row& row);
    [[nodiscard]] Columns columns() const;
    [[nodiscard]] static WrappedText wrappedWords(const Row& row, int width);
    /// From top to bottom: a row whose words wrap is higher.
    [[nodiscard]] std::vector<QRect> rowRects() const;
    void paintRow(QPainter& painter, std::size_t index, const std::vector<QRect>& rects, qint64 whole) const;

    std::vector<Row> m_rows;
    bool m_stale = false;
};

} // namespace postweave::ui::campaigns
