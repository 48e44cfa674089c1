// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/header.h"
#include "core/email/message.h"
#include "core/email/transfer_encoding.h"

#include "tests/core/email/python_judge.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace postweave;

namespace {

/// What Python's parser makes of a message: headers decoded, defects, bodies.
const QByteArray kParse = R"(
import sys, json, email
from email import policy
raw = sys.stdin.buffer.read()
m = email.message_from_bytes(raw, policy=policy.default)
defects = [str(d) for part in m.walk() for d in part.defects]
for name, value in m.items():
    defects += [name + ': ' + str(d) for d in getattr(value, 'defects', ())]
def body(kind):
    part = m.get_body((kind,))
    return part.get_payload(decode=True).decode('utf-8') if part else None
from email.header import decode_header, make_header
from email.utils import getaddresses
old = email.message_from_bytes(raw)
# The newer parser of some Python versions puts blanks between the encoded-words of a long name; the older does not.
def boxes(name):
    return [[str(make_header(decode_header(n))), a] for n, a in getaddresses(old.get_all(name, []))]
print(json.dumps({
    'names': m.keys(), 'subject': m['Subject'], 'from': boxes('From'), 'to': boxes('To'), 'reply': boxes('Reply-To'),
    'date': m['Date'].datetime.isoformat() if m['Date'] else None, 'id': m['Message-ID'],
    'unsubscribe': m['List-Unsubscribe'], 'post': m['List-Unsubscribe-Post'], 'type': m.get_content_type(),
    'parts': [p.get_content_type() for p in m.iter_parts()], 'plain': body('plain'), 'html': body('html'),
    'longest': max((len(l) for l in raw.split(b'\r\n')), default=0), 'bare': raw.replace(b'\r\n', b'').count(b'\n') + raw.replace(b'\r\n', b'').count(b'\r'),
    'ascii': all(b < 128 for b in raw), 'defects': defects})))";

email::Message sample()
{
    email::Message message;
    message.from = {"Shop", "news@shop.example"};
    message.to = {"", "ann@mail.example"};
    message.subject = "Spring is here";
    message.text = "Hello\n";
    message.html = "<p>Hello</p>\n";
    message.date = {1'772'442'000'000'000};
    message.id = email::makeMessageId("spring", "k1", "shop.example");
    return message;
}

QJsonObject judge(const email::Message& message)
{
    return test::askPython(kParse, QByteArray::fromStdString(email::writeMessage(message))).object();
}

std::string canonical(const std::string& text)
{
    return email::toCanonicalLines(text);
}

} // namespace

class TestMessage : public QObject {
    Q_OBJECT
private slots:
    void everyHeaderReadsBack()
    {
        SKIP_WITHOUT_PYTHON();
        email::Message message = sample();
        message.replyTo = "help@shop.example";
        message.unsubscribeUrl = "https://shop.example/u?k=a%40b&l=1";
        message.unsubscribeAddress = "unsubscribe@shop.example";
        const QJsonObject read = judge(message);
        QCOMPARE(read["defects"].toArray(), QJsonArray());
        QCOMPARE(read["names"].toArray(),
                 (QJsonArray{"From", "To", "Reply-To", "Subject", "Date", "Message-ID", "List-Unsubscribe",
                             "List-Unsubscribe-Post", "MIME-Version", "Content-Type"}));
        QCOMPARE(read["from"].toArray(), QJsonArray({QJsonArray{"Shop", "news@shop.example"}}));
        QCOMPARE(read["to"].toArray(), QJsonArray({QJsonArray{"", "ann@mail.example"}}));
        QCOMPARE(read["reply"].toArray(), QJsonArray({QJsonArray{"", "help@shop.example"}}));
        QCOMPARE(read["date"].toString(), "2026-03-02T09:00:00+00:00");
        QCOMPARE(read["id"].toString().toStdString(), '<' + message.id + '>');
        QCOMPARE(read["unsubscribe"].toString(),
                 "<https://shop.example/u?k=a%40b&l=1>, <mailto:unsubscribe@shop.example>");
        QCOMPARE(read["post"].toString(), "List-Unsubscribe=One-Click");
        QCOMPARE(read["type"].toString(), "multipart/alternative");
        QCOMPARE(read["parts"].toArray(), (QJsonArray{"text/plain", "text/html"}));
    }

    void decodedHeadersAreWhatAReaderSees()
    {
        SKIP_WITHOUT_PYTHON();
        email::Message message = sample();
        message.from.name = "Søren, \"Shop\"";
        message.unsubscribeAddress = "u@shop.example";
        const QByteArray script = "import sys,json,email\nfrom email import policy\n"
                                  "m=email.message_from_bytes(sys.stdin.buffer.read(),policy=policy.default)\n"
                                  "print(json.dumps({k:str(v) for k,v in m.items()}))";
        const QJsonObject read =
            test::askPython(script, QByteArray::fromStdString(email::writeMessage(message))).object();
        for (const email::HeaderField& field : email::headersOf(message)) {
            QCOMPARE(read[QString::fromStdString(field.name)].toString().toStdString(), field.value);
        }
        QCOMPARE(read.size(), static_cast<qsizetype>(email::headersOf(message).size()) + 2);
    }

    void oneClickNeedsHttps()
    {
        email::Message message = sample();
        message.unsubscribeUrl = "http://shop.example/u";
        QVERIFY(email::writeMessage(message).find("List-Unsubscribe-Post") == std::string::npos);
    }

    void textFieldsReadBack_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("ascii") << "Hello, spring is here";
        QTest::newRow("empty") << "";
        QTest::newRow("long") << QString("word ").repeated(60).trimmed();
        QTest::newRow("one long word") << QString(300, u'x');
        QTest::newRow("two blanks") << "a  b";
        QTest::newRow("looks encoded") << "=?utf-8?q?no?= it is not";
        QTest::newRow("quotes and specials") << "\"Sale\" <now>, (today); a\\b: c@d";
        QTest::newRow("accents") << "Grüße aus Köln, naïve façade";
        QTest::newRow("greek") << "Καλημέρα κόσμε, η άνοιξη είναι εδώ και τα λουλούδια ανθίζουν παντού";
        QTest::newRow("cyrillic") << "Привет, весна пришла, и у нас для вас скидки на все товары магазина";
        QTest::newRow("japanese") << QString::fromUtf8("春が来ました。").repeated(12);
        QTest::newRow("arabic") << "مرحبا، الربيع هنا";
        QTest::newRow("emoji") << QString::fromUtf8("👩‍👩‍👧‍👦🎉").repeated(15);
        QTest::newRow("mixed") << QString::fromUtf8("50 % off é ").repeated(20).trimmed();
        QTest::newRow("question marks") << "Really? ?= yes ?q?";
        QTest::newRow("dots") << "A.B. Shop Inc.";
    }

    void textFieldsReadBack()
    {
        SKIP_WITHOUT_PYTHON();
        QFETCH(QString, text);
        email::Message message = sample();
        message.subject = text.toStdString();
        message.from.name = text.toStdString();
        const QJsonObject read = judge(message);
        QCOMPARE(read["subject"].toString(), text);
        QCOMPARE(read["from"].toArray(), QJsonArray({QJsonArray{text, "news@shop.example"}}));
        QCOMPARE(read["defects"].toArray(), QJsonArray());
        QVERIFY(read["longest"].toInt() <= 78);
        QVERIFY(read["ascii"].toBool());
    }

    void encodedWordsAreAtMost75CharactersAndWholeCharacters()
    {
        std::string out;
        email::appendTextField(out, "Subject",
                               std::string("é").append(100, 'a') + "日本語日本語日本語日本語日本語日本語日本語");
        std::size_t words = 0;
        for (std::size_t at = out.find("=?"); at != std::string::npos; at = out.find("=?", at)) {
            const std::size_t end = out.find("?=", out.find('?', out.find('?', at + 2) + 1) + 1) + 2;
            QVERIFY(end - at <= 75);
            at = end;
            ++words;
        }
        QVERIFY(words >= 3);
    }

    void noValueAddsALine_data()
    {
        QTest::addColumn<QByteArray>("end");
        QTest::newRow("CR LF") << QByteArray("\r\n");
        QTest::newRow("LF") << QByteArray("\n");
        QTest::newRow("CR") << QByteArray("\r");
    }

    void noValueAddsALine()
    {
        SKIP_WITHOUT_PYTHON();
        QFETCH(QByteArray, end);
        const std::string attack = "Hi" + end.toStdString() + "Bcc: victim@mail.example";
        email::Message message = sample();
        message.subject = attack;
        message.from.name = attack;
        message.replyTo = "a@b.example" + end.toStdString() + "Bcc: x";
        message.id = "a@b" + end.toStdString() + "Bcc: x";
        message.unsubscribeUrl = "https://x.example/" + end.toStdString() + "Bcc: x";
        const QJsonObject read = judge(message);
        QCOMPARE(read["subject"].toString(), "Hi Bcc: victim@mail.example");
        QCOMPARE(read["from"].toArray()[0].toArray()[0].toString(), "Hi Bcc: victim@mail.example");
        QVERIFY(!read["names"].toArray().contains("Bcc"));
        QCOMPARE(read["bare"].toInt(), 0);
    }

    void bodiesReadBack_data()
    {
        QTest::addColumn<QString>("body");
        QTest::newRow("empty") << "";
        QTest::newRow("no line end") << "a";
        QTest::newRow("trailing blanks") << "a \nb\t\n \n";
        QTest::newRow("long lines") << QString(5000, u'x') + "\n" + QString("word ").repeated(500);
        QTest::newRow("equals signs") << "a=b =3D =\n=";
        QTest::newRow("boundary-like") << "--=_x\n--\n.\n..\nFrom me\n>From you\n";
        QTest::newRow("line ends") << "a\r\nb\rc\nd";
        QTest::newRow("accents at the fold") << QString::fromUtf8("ä").repeated(200);
        QTest::newRow("chinese") << QString::fromUtf8("春天来了，快来看看吧。").repeated(50);
        QTest::newRow("emoji") << QString::fromUtf8("🎉").repeated(40) + " a";
        QTest::newRow("control characters") << QString::fromLatin1("a\x01\x7f\x0c b");
    }

    void bodiesReadBack()
    {
        SKIP_WITHOUT_PYTHON();
        QFETCH(QString, body);
        email::Message message = sample();
        message.text = body.toStdString();
        message.html = "<p>" + body.toStdString() + "</p>";
        const QJsonObject read = judge(message);
        QCOMPARE(read["plain"].toString().toStdString(), canonical(message.text));
        QCOMPARE(read["html"].toString().toStdString(), canonical(message.html));
        QCOMPARE(read["defects"].toArray(), QJsonArray());
        QVERIFY(read["longest"].toInt() <= 78);
        QCOMPARE(read["bare"].toInt(), 0);
        QVERIFY(read["ascii"].toBool());
    }

    void chineseTravelsAsBase64AndEnglishReadably()
    {
        email::Message message = sample();
        message.html =
            "春天来了春天来了春天来了春天来了春天来了春天来了春天来了春天来了春天来了春天来了春天来了春天来了";
        const std::string written = email::writeMessage(message);
        QVERIFY(written.find("Content-Transfer-Encoding: base64") != std::string::npos);
        QVERIFY(written.find("Content-Transfer-Encoding: quoted-printable") != std::string::npos);
    }

    void equalMessagesGiveEqualBytesAndIdsDifferByCampaignAndKey()
    {
        QCOMPARE(email::writeMessage(sample()), email::writeMessage(sample()));
        QCOMPARE(email::makeMessageId("a", "b", "x"), email::makeMessageId("a", "b", "x"));
        QVERIFY(email::makeMessageId("a", "bc", "x") != email::makeMessageId("ab", "c", "x"));
        QVERIFY(email::makeMessageId("a", "b", "x").ends_with("@x"));
    }
};

QTEST_APPLESS_MAIN(TestMessage)
#include "tst_message.moc"
