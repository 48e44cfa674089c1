// SPDX-License-Identifier: GPL-3.0-or-later
// ErrorPresenter: an error where it happened, never in a modal box. The title says what, the words what is kept and
// what to do, the first button is the mend.
#pragma once

#include "core/base/error.h"

#include <QWidget>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace postweave::ui {

class Label;

class ErrorPresenter : public QWidget {
    Q_OBJECT
public:
    explicit ErrorPresenter(QWidget* parent = nullptr);

    /// Clears the buttons and shows itself. `details` go behind a Details button.
    void present(const QString& title, const QString& words, const QString& details = {});
    /// An error of core: its own sentence; the place and code are its details.
    void present(const QString& title, const Error& error);
    /// The first one added is the mend.
    void addMend(const QString& text, std::function<void()> mend);
    void dismiss();

    [[nodiscard]] QString title() const;
    [[nodiscard]] QString words() const;

Q_SIGNALS:
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void leaveRoomForIcon();
    void clearButtons();
    void addDetails(const QString& details);

    Label* m_title;
    Label* m_words;
    Label* m_details;
    QHBoxLayout* m_buttons;
    int m_mends = 0;
};

} // namespace postweave::ui
