// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/language.h"

#include "ui/base/english_plurals.h"
#include "ui/base/number_format.h"

#include <QCoreApplication>
#include <QDir>
#include <QGuiApplication>
#include <QLibraryInfo>
#include <QSettings>

#include <algorithm>

// Q_INIT_RESOURCE must stand outside any namespace.
static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString kKey = u"language"_s;
const QString kFolder = u":/postweave/translations"_s;
const QString kPrefix = u"postweave_"_s;

bool isKnown(const QString& code)
{
    const auto choices = Language::choices();
    return std::any_of(choices.begin(), choices.end(), [&](const auto& choice) { return choice.code == code; });
}

} // namespace

Language::Language(bool persistent, QObject* parent) : QObject(parent), m_persistent(persistent)
{
    initTranslations();
    if (m_persistent) {
        m_chosen = QSettings().value(kKey).toString();
    }
    apply();
}

Language::~Language() = default;

std::vector<Language::Choice> Language::choices()
{
    std::vector<Choice> choices{{u"en"_s, u"English"_s}};
    for (QString file : QDir(kFolder).entryList({kPrefix + u"*.qm"_s}, QDir::Files, QDir::Name)) {
        const QString code = file.mid(kPrefix.size()).chopped(3);
        if (code != u"en"_s) {
            choices.push_back({code, QLocale(code).nativeLanguageName()});
        }
    }
    return choices;
}

void Language::choose(const QString& code)
{
    m_chosen = isKnown(code) ? code : QString();
    if (m_persistent) {
        QSettings().setValue(kKey, m_chosen);
    }
    apply();
    Q_EMIT changed();
}

void Language::apply()
{
    m_translators.clear();
    const QString code = isKnown(m_chosen) ? m_chosen : QString();
    const QLocale system = QLocale::system();
    // Somebody who reads German in Switzerland keeps Swiss numbers.
    const bool isSystems = code.isEmpty() || QLocale(code).language() == system.language();
    m_locale = isSystems ? system : QLocale(code);
    setNumberLocale(m_locale);
    QLocale::setDefault(m_locale);
    m_translators.push_back(std::make_unique<EnglishPlurals>());
    QCoreApplication::installTranslator(m_translators.back().get());
    if (m_locale.language() != QLocale::English) {
        install(u"qtbase"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        install(u"postweave"_s, kFolder);
    }
    QGuiApplication::setLayoutDirection(m_locale.textDirection());
}

void Language::install(const QString& file, const QString& folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (translator->load(m_locale, file, u"_"_s, folder)) {
        QCoreApplication::installTranslator(translator.get());
        m_translators.push_back(std::move(translator));
    }
}

} // namespace postweave::ui
