// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/webview/preview_view.h"
#include "ui/webview/web_engine.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace postweave::ui;
using namespace postweave::ui::webview;
using namespace Qt::Literals::StringLiterals;

namespace {

class TestPreviewView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheMessage();
    void showsTextAsItStands();
    void runsNoScriptOfTheMessage();
    void reachesNoNetwork();
    void readsNoFile();
    void followsNoLink();
    void showsALargeMessage();
    void theNewestMessageWins();
    void laysOutForEachDevice();
    void scalesDownToFit();
    void answersForDarkMode();
    void leavesPicturesOut();
    void marksTheCaretsElement();
    void keepsThePlaceWhenAskedTo();

private:
    void show(const std::string& html, bool keepPlace = false);
    QVariant ask(const QString& script);
    QString body() { return ask(u"document.body.innerText"_s).toString().trimmed(); }

    std::unique_ptr<PreviewView> m_view;
};

std::string picture()
{
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return "data:image/png;base64," + bytes.toBase64().toStdString();
}

} // namespace

void TestPreviewView::init()
{
    m_view = std::make_unique<PreviewView>();
    m_view->resize(800, 600);
    m_view->show();
}

void TestPreviewView::cleanup()
{
    m_view.reset();
}

void TestPreviewView::show(const std::string& html, bool keepPlace)
{
    QSignalSpy shown(m_view.get(), &PreviewView::shown);
    m_view->showHtml(html, keepPlace);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 60000);
    QVERIFY(shown.last().first().toBool());
}

QVariant TestPreviewView::ask(const QString& script)
{
    const auto answer = std::make_shared<std::optional<QVariant>>();
    m_view->evaluate(script, [answer](const QVariant& value) { *answer = value; });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answer->has_value(), 60000); }();
    return answer->value_or(QVariant());
}

void TestPreviewView::showsTheMessage()
{
    show("<!doctype html><p>Grüße, <b>Anna</b></p>");
    QCOMPARE(body(), u"Grüße, Anna"_s);
    QCOMPARE(ask(u"document.compatMode"_s).toString(), u"CSS1Compat"_s);
}

void TestPreviewView::showsTextAsItStands()
{
    QSignalSpy shown(m_view.get(), &PreviewView::shown);
    m_view->showText("Hello <Anna> & all\n\n  two");
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 60000);
    QCOMPARE(ask(u"document.querySelector('pre').textContent"_s).toString(), u"Hello <Anna> & all\n\n  two"_s);
}

void TestPreviewView::runsNoScriptOfTheMessage()
{
    show("<p id=a>before</p><script>document.getElementById('a').textContent='after'</script>"
         "<img src='x:' onerror=\"document.title='after'\"><svg onload=\"document.title='after'\"></svg>"
         "<a id=l href=\"javascript:document.title='after'\">x</a><noscript>no script</noscript>");
    ask(u"document.getElementById('l').click()"_s);
    QVERIFY(body().contains(u"before"_s));
    QVERIFY(body().contains(u"no script"_s));
    QCOMPARE(ask(u"document.title"_s).toString(), QString());
}

void TestPreviewView::reachesNoNetwork()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QSignalSpy connections(&server, &QTcpServer::newConnection);
    const QString at = u"http://127.0.0.1:%1/"_s.arg(server.serverPort());
    const QString html =
        u"<!doctype html><html><head><link rel=preconnect href='%1'><link rel=dns-prefetch href='%1'>"
        "<link rel=preload as=image href='%1a.png'><link rel=prefetch href='%1b'><link rel=stylesheet href='%1c.css'>"
        "<link rel=icon href='%1d.ico'><link rel=manifest href='%1m.json'><link rel=modulepreload href='%1n.js'>"
        "<link rel=prerender href='%1q'><meta http-equiv=refresh content='0;url=%1e'>"
        "<style>@import url('%1f.css');@font-face{font-family:g;src:url('%1g.woff')}"
        "body{background:url('%1h.png');font-family:g}</style><script src='%1i.js'></script></head>"
        "<body background='%1j.png'><img src='%1k.png' srcset='%1l.png 2x'><picture><source "
        "srcset='%1o.png'><img></picture>"
        "<iframe src='%1p'></iframe><object data='%1r'></object><embed src='%1s'><video src='%1t' poster='%1u' "
        "preload=auto></video>"
        "<audio src='%1v' autoplay></audio><iframe srcdoc=\"<img src='%1w'>\"></iframe><input type=image src='%1x'>"
        "<svg><image href='%1y'/><use href='%1z#a'/></svg><form id=f action='%1aa' method=post><input name=b></form>"
        "<a id=l href='%1bb' ping='%1cc'>link</a><p>words</p></body></html>"_s.arg(at);
    show(html.toStdString());
    ask(u"document.getElementById('l').click(); document.getElementById('f').submit();"
        "fetch('%1dd').catch(() => 0); new Image().src = '%1ee'; 1"_s.arg(at));
    QTest::qWait(1500);
    QVERIFY(body().contains(u"words"_s));
    QVERIFY(m_view->refusedCount() > 5);
    QCOMPARE(connections.size(), 0);
    // The server does notice who comes.
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QTRY_COMPARE(connections.size(), 1);
}

void TestPreviewView::readsNoFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"a.png"_s);
    QImage image(40, 30, QImage::Format_RGB32);
    QVERIFY(image.save(path));
    show(u"<img id=a src='file://%1'><iframe src='file://%1'></iframe>"_s.arg(path).toStdString());
    QCOMPARE(ask(u"document.getElementById('a').naturalWidth"_s).toInt(), 0);
}

void TestPreviewView::followsNoLink()
{
    show("<a id=a href='https://shop.example/x?y=1'>one</a> <a id=b target=_blank href='https://shop.example/z'>two</a>"
         "<a id=c href='#end'>three</a><p id=end style='margin-top:3000px'>end</p>");
    QSignalSpy refused(m_view.get(), &PreviewView::linkRefused);
    ask(u"document.getElementById('a').click()"_s);
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused.first().first().toUrl(), QUrl(u"https://shop.example/x?y=1"_s));
    // A new window asks for a real click.
    const double x = ask(u"document.getElementById('b').getBoundingClientRect().left"_s).toDouble() + 5;
    const double y = ask(u"document.getElementById('b').getBoundingClientRect().top"_s).toDouble() + 5;
    QTest::mouseClick(m_view->inputWidget(), Qt::LeftButton, {}, (QPointF(x, y) * m_view->zoom()).toPoint());
    QTRY_COMPARE(refused.size(), 2);
    ask(u"document.getElementById('c').click()"_s);
    QTRY_VERIFY(ask(u"window.scrollY"_s).toDouble() > 100);
    QCOMPARE(refused.size(), 2);
    QVERIFY(body().startsWith(u"one"_s));
}

void TestPreviewView::showsALargeMessage()
{
    std::string html = "<!doctype html><meta charset=utf-8>";
    for (int i = 0; html.size() < 3'000'000; ++i) {
        html += "<p>Paragraph " + std::to_string(i) + " of a very long message</p>";
    }
    show(html + "<p id=last>the end</p>");
    QCOMPARE(ask(u"document.getElementById('last').textContent"_s).toString(), u"the end"_s);
}

void TestPreviewView::theNewestMessageWins()
{
    QSignalSpy shown(m_view.get(), &PreviewView::shown);
    for (int i = 0; i < 20; ++i) {
        m_view->showHtml("<p>" + std::to_string(i) + "</p>");
    }
    QTRY_VERIFY(m_view->isSettled() && !shown.isEmpty());
    QTRY_COMPARE(body(), u"19"_s);
}

void TestPreviewView::laysOutForEachDevice()
{
    show("<!doctype html><style>p{display:none}@media (max-width:480px){p{display:block}}</style><p>narrow</p>");
    const auto width = [this] { return ask(u"window.innerWidth"_s).toInt(); };
    QTRY_COMPARE(width(), m_view->layoutWidth());
    QVERIFY(m_view->layoutWidth() >= 640);
    QCOMPARE(body(), QString());
    m_view->setDevice(Device::Phone);
    QTRY_COMPARE(width(), 375);
    QTRY_COMPARE(body(), u"narrow"_s);
    m_view->setDevice(Device::Tablet);
    QTRY_VERIFY(std::abs(width() - 768) <= 2);
}

void TestPreviewView::scalesDownToFit()
{
    QSignalSpy zoomed(m_view.get(), &PreviewView::zoomChanged);
    m_view->resize(400, 600);
    show("<p>x</p>");
    QVERIFY(m_view->zoom() < 0.6);
    QVERIFY(!zoomed.isEmpty());
    QTRY_VERIFY(std::abs(ask(u"window.innerWidth"_s).toInt() - 640) <= 3);
    m_view->setZoom(1.0);
    QCOMPARE(m_view->zoom(), 1.0);
    QTRY_VERIFY(ask(u"window.innerWidth"_s).toInt() < 400);
}

void TestPreviewView::answersForDarkMode()
{
    const std::string html = "<!doctype html><style>p{color:rgb(1,2,3)}"
                             "@media (prefers-color-scheme: dark){p{color:rgb(4,5,6)}}</style><p>x</p>";
    show(html);
    const QString color = u"getComputedStyle(document.querySelector('p')).color"_s;
    QCOMPARE(ask(color).toString(), u"rgb(1, 2, 3)"_s);
    m_view->setDark(true);
    QTRY_COMPARE(ask(color).toString(), u"rgb(4, 5, 6)"_s);
    m_view->setDark(false);
    QTRY_COMPARE(ask(color).toString(), u"rgb(1, 2, 3)"_s);
}

void TestPreviewView::leavesPicturesOut()
{
    const std::string html = "<img id=a alt=Tulips src='" + picture() + "'>";
    show(html);
    const QString width = u"document.getElementById('a').naturalWidth"_s;
    QTRY_COMPARE(ask(width).toInt(), 40);
    m_view->setImagesShown(false);
    QTRY_COMPARE(ask(width).toInt(), 0);
    m_view->setImagesShown(true);
    QTRY_COMPARE(ask(width).toInt(), 40);
}

void TestPreviewView::marksTheCaretsElement()
{
    show("<p data-pw-line=3>a</p><div data-pw-line=9 style='margin-top:3000px'>b</div>");
    m_view->markLine(MarkedLine{12, u"line 12"_s});
    QTRY_COMPARE(ask(u"document.querySelector('postweave-mark')?.textContent"_s).toString(), u"line 12"_s);
    QVERIFY(ask(u"window.scrollY"_s).toDouble() > 100);
    m_view->markLine(std::nullopt);
    QTRY_VERIFY(ask(u"document.querySelector('postweave-mark') === null"_s).toBool());
}

void TestPreviewView::keepsThePlaceWhenAskedTo()
{
    const std::string html = "<p style='height:5000px'>tall</p>";
    show(html);
    ask(u"window.scrollTo(0, 900)"_s);
    QTRY_COMPARE(ask(u"window.scrollY"_s).toInt(), 900);
    QTest::qWait(50);
    show(html + "more", true);
    QTRY_COMPARE(ask(u"window.scrollY"_s).toInt(), 900);
    show(html);
    QTRY_COMPARE(ask(u"window.scrollY"_s).toInt(), 0);
}

int main(int argc, char** argv)
{
    prepareWebEngine();
    QApplication application(argc, argv);
    Appearance appearance(false);
    TestPreviewView test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_preview_view.moc"
