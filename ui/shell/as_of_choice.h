// SPDX-License-Identifier: GPL-3.0-or-later
// AsOfChoice: the moments people ask for, and any other by date and time.
#pragma once

#include "core/base/time_zone.h"

#include <QWidget>

#include <optional>

class QDateTimeEdit;
class QVBoxLayout;

namespace postweave::ui {

class AsOfChoice : public QWidget {
    Q_OBJECT
public:
    AsOfChoice(std::optional<Instant> current, Instant now, const TimeZone& zone, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Nothing: now.
    void chosen(std::optional<postweave::Instant> moment);

private:
    void addPreset(QVBoxLayout* column, const QString& words, std::optional<Instant> moment);
    [[nodiscard]] Instant typed() const;

    Instant m_now;
    TimeZone m_zone;
    QDateTimeEdit* m_edit;
};

} // namespace postweave::ui
