// SPDX-License-Identifier: GPL-3.0-or-later
// Language: which language the window speaks. The system's until the user says otherwise; kept in the user's settings.
#pragma once

#include <QLocale>
#include <QObject>
#include <QString>
#include <QTranslator>

#include <memory>
#include <vector>

namespace postweave::ui {

/// One for the application; create it after QApplication and before any widget. Installs the translators, and makes
/// numbers and dates follow the language. UI thread only.
class Language : public QObject {
    Q_OBJECT
public:
    struct Choice {
        QString code; ///< such as "de"; empty: the system's
        QString name; ///< in itself, such as "Deutsch"; empty for the system's
    };

    /// `persistent` false: neither reads nor writes the user's settings (tests, screenshots).
    explicit Language(bool persistent = true, QObject* parent = nullptr);
    ~Language() override;

    /// English, then the translations that this program carries, by name.
    [[nodiscard]] static std::vector<Choice> choices();
    /// What the user chose; empty: the system's.
    [[nodiscard]] const QString& chosen() const { return m_chosen; }
    /// Unknown codes are the system's.
    void choose(const QString& code);
    /// In force.
    [[nodiscard]] QLocale locale() const { return m_locale; }

Q_SIGNALS:
    /// Words that stand stay as they are; who made widgets makes them anew.
    void changed();

private:
    void apply();
    void install(const QString& file, const QString& folder);

    bool m_persistent;
    QString m_chosen;
    QLocale m_locale;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
};

} // namespace postweave::ui
