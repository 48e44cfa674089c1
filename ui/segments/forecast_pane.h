// SPDX-License-Identifier: GPL-3.0-or-later
// ForecastPane: who leaves a segment, and who enters it, until a send time by the passing of time alone.
#pragma once

#include "ui/base/worker.h"
#include "ui/segments/segment_context.h"
#include "ui/segments/segment_counting.h"

#include <QWidget>

#include <array>

class QDateTimeEdit;
class QPushButton;

namespace postweave::ui {
class CountBar;
class Label;
} // namespace postweave::ui

namespace postweave::ui::segments {

class MendLine;

class ForecastPane : public QWidget {
    Q_OBJECT
public:
    ForecastPane(const Counts& counts, QWidget* parent);

    [[nodiscard]] QDateTimeEdit* until() const { return m_until; }
    enum Part { Leaving, Entering, Staying };
    /// Nothing before the answer.
    [[nodiscard]] std::optional<std::uint64_t> countOf(Part part) const;
    [[nodiscard]] QPushButton* showButton(Part part) const { return m_rows[static_cast<std::size_t>(part)].show; }

Q_SIGNALS:
    void forecasted();
    void peopleWanted(const QString& caption, const postweave::audience::Bitset& people);

private:
    struct Row {
        Label* words = nullptr;
        CountBar* bar = nullptr;
        Label* count = nullptr;
        QPushButton* show = nullptr;
    };
    struct Answer {
        std::array<audience::Bitset, 3> people;
        QString failure;
    };

    QWidget* makeRows();
    QLayout* makePresets();
    void ask();
    void showAnswer(const Answer& answer);
    void showPeople(Part part);

    Counts m_counts;
    QDateTimeEdit* m_until;
    MendLine* m_mend;
    QWidget* m_rowsPane = nullptr;
    std::array<Row, 3> m_rows;
    std::array<audience::Bitset, 3> m_people;
    bool m_hasAnswer = false;
    LatestWork m_work;
};

} // namespace postweave::ui::segments
