// SPDX-License-Identifier: GPL-3.0-or-later
// AsOfButton: the moment every count is true for: now, or one in the past.
#pragma once

#include <QAbstractButton>

namespace postweave::ui {

class WorkspaceSession;

class AsOfButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit AsOfButton(WorkspaceSession& session, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void openChoice();
    [[nodiscard]] QString momentWords() const;

    WorkspaceSession& m_session;
};

} // namespace postweave::ui
