// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/email/address.h"

#include <QTest>

using namespace postweave;

class TestAddress : public QObject {
    Q_OBJECT
private slots:
    void agreesWithIsemailOnEveryCase()
    {
        const auto text = readFile(std::string(POSTWEAVE_SHARED_DATA) + "/addresses/isemail_cases.json");
        if (!text) {
            QSKIP("isemail_cases.json is not there");
        }
        const Json cases = parseJson(*text).value()["tests"];
        std::size_t agreed = 0;
        for (const Json& test : cases) {
            const auto address = test["address"].get<std::string>();
            const bool isUsable = email::isUsableForSmtp(address);
            if (isUsable == test["usable_for_smtp"].get<bool>()) {
                ++agreed;
            } else {
                qWarning("case %d: %s (%s) is %s", test["id"].get<int>(), address.c_str(),
                         test["diagnosis"].get<std::string>().c_str(), isUsable ? "usable" : "not usable");
            }
        }
        QCOMPARE(agreed, cases.size());
        QVERIFY(agreed > 150);
    }

    void domainsOutsideAsciiBecomeTheirIdnaForm()
    {
        QCOMPARE(email::toSmtpAddress("kunde@müller.example").value(), std::string("kunde@xn--mller-kva.example"));
        QCOMPARE(email::toSmtpAddress("a@例え.テスト").value(), std::string("a@xn--r8jz45g.xn--zckzah"));
    }

    void lettersOfAnyScriptMayStandBeforeTheAt()
    {
        QCOMPARE(email::toSmtpAddress("stanisław.wójcik@wp.example").value(),
                 std::string("stanisław.wójcik@wp.example"));
        QVERIFY(email::isUsableForSmtp("用户@例え.テスト"));
        QVERIFY(!email::isUsableForSmtp("a\xE2\x80\x8B"
                                        "b@wp.example")); // an invisible blank
        QVERIFY(!email::isUsableForSmtp("a\xC2\xA0"
                                        "b@wp.example")); // a no-break one
        QVERIFY(!email::isUsableForSmtp("a\xFF@wp.example"));
    }

    void nothingThatEndsALineIsUsable_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("line feed") << QByteArray("a@b.example\nBcc: c@d.example");
        QTest::newRow("in quotes") << QByteArray("\"a\r\nb\"@b.example");
        QTest::newRow("bracket") << QByteArray("a>@b.example");
        QTest::newRow("comma") << QByteArray("a@b.example,c@d.example");
        QTest::newRow("NUL") << QByteArray("a@b.example\0", 12);
        QTest::newRow("ill-formed UTF-8 in the domain") << QByteArray("a@b\xFF.example");
    }

    void nothingThatEndsALineIsUsable()
    {
        QFETCH(QByteArray, address);
        QVERIFY(!email::isUsableForSmtp(std::string_view(address.data(), static_cast<std::size_t>(address.size()))));
    }

    void anErrorSaysWhatIsWrong()
    {
        QCOMPARE(email::toSmtpAddress("nobody").error().message,
                 std::string("'nobody' is no usable e-mail address: it has no @"));
        QCOMPARE(email::toSmtpAddress("a@b..c").error().code, ErrorCode::InvalidInput);
    }
};

QTEST_APPLESS_MAIN(TestAddress)
#include "tst_address.moc"
