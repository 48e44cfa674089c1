// SPDX-License-Identifier: GPL-3.0-or-later
// ChecksStep: what would go wrong if the campaign were sent, each finding with its mend and its place.
#pragma once

#include "core/campaign/campaign_check.h"

#include <QWidget>

class QTableView;

namespace postweave::ui {
class Badge;
class ErrorPresenter;
class Label;
} // namespace postweave::ui

namespace postweave::ui::campaigns {

class FindingsModel;

class ChecksStep : public QWidget {
    Q_OBJECT
public:
    explicit ChecksStep(QWidget* parent = nullptr);

    void setReport(const campaign::CheckReport& report);
    void setFailure(const Error& error);
    [[nodiscard]] int errorCount() const;
    [[nodiscard]] int warningCount() const;

Q_SIGNALS:
    /// A line of the template; 0: a part of the campaign itself.
    void placeWanted(int line);

private:
    void showMend();
    void follow();

    FindingsModel* m_model;
    QTableView* m_view;
    Badge* m_errors;
    Badge* m_warnings;
    Badge* m_passed;
    Label* m_mend;
    ErrorPresenter* m_failure;
    bool m_failed = false;
};

} // namespace postweave::ui::campaigns
