// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/email/file_name.h"
#include "core/email/sha256.h"

#include "tests/core/campaign/campaign_fixture.h"
#include "tests/core/email/python_judge.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <set>

using namespace postweave;
using campaign::ExportFormat;

namespace {

using namespace std::string_literals;

constexpr std::string_view kBlocks =
    "{% if customer.vip %}vip{% elsif customer.points > 10 %}rich{% endif %}\n"
    "{% unless customer.vip %}{% case customer.country %}{% when 'DE' %}Hallo{% else %}Hi"
    "{% endcase %}{% endunless %}\n"
    "{% if customer.key == '05' %}{% abort \"not today\" %}{% endif %}"
    "{% if customer.key == '06' %}{{ 1 | divided_by: 0 }}{% endif %}"
    "{{ customer.tags | join: '+' }} {{ customer.born }} {{ customer.note }}";

/// Names in several scripts; 03 excluded, 04 without address, 05 and 06 for the template to leave out.
campaign::People people()
{
    test::PeopleBuilder builder;
    const std::pair<const char*, const char*> names[] = {{"zoë/1", "Zoë"}, {"01", "Ann <b>"}, {"Ä", "Ελένη"},
                                                         {"02", "李小龙"}, {"..", "Øystein"}, {"03", "Hidden"}};
    int number = 0;
    for (const auto& [key, name] : names) {
        builder.add(key, {{"email", "p" + std::to_string(number++) + "@mail.example"},
                          {"first_name", std::string(name)},
                          {"points", std::int64_t{number}},
                          {"country", number % 2 == 0 ? "DE"s : "FR"s}});
    }
    builder.add("04", {{"first_name", "No address"s}});
    builder.add("05", {{"email", "five@mail.example"s}, {"vip", true}});
    builder.add("06", {{"email", "six@mail.example"s}});
    builder.add("07", {{"email", "bad@"s}});
    builder.add("08", {{"email", "eight@mail.example"s},
                       {"points", std::int64_t{99}},
                       {"tags", TextList{"x", "y"}},
                       {"born", parseDate("1980-01-02").value()},
                       {"note", "=1+1, \"a\"\nb"s}});
    builder.addSegment("Unsubscribed", R"({"attribute": "first_name", "op": "=", "value": "Hidden"})");
    return builder.build();
}

campaign::Campaign sale()
{
    campaign::Campaign sale = test::springSale();
    sale.exclude.emplace_back(segment::Node{segment::SegmentReference{"Unsubscribed"}});
    sale.from.name = "Shop für {{ customer.first_name }}";
    return sale;
}

campaign::ExportReport exportTo(const std::filesystem::path& folder, ExportFormat format,
                                std::string_view source = test::kTemplate, const campaign::Campaign& campaign = sale())
{
    campaign::ExportOptions options;
    options.folder = folder;
    options.format = format;
    options.versions = {{"postweave", "0.1.0"}};
    return test::must(campaign::exportCampaign(test::prepare(campaign, source), people(), options));
}

Json manifestOf(const std::filesystem::path& folder)
{
    return test::must(parseJson(test::must(readFile(folder / "manifest.json"))));
}

std::vector<Json> jsonLines(const std::filesystem::path& path)
{
    std::vector<Json> lines;
    std::istringstream text(test::must(readFile(path)));
    for (std::string line; std::getline(text, line);) {
        lines.push_back(test::must(parseJson(line)));
    }
    return lines;
}

class Folder {
public:
    [[nodiscard]] std::filesystem::path path(const char* name = "out") const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

class TestCampaignExport : public QObject {
    Q_OBJECT
private slots:
    void recipientsAreMembersNotExcludedWithAnAddressByKey()
    {
        const Folder folder;
        exportTo(folder.path(), ExportFormat::JsonLines);
        std::vector<std::string> keys;
        for (const Json& line : jsonLines(folder.path() / "messages.jsonl")) {
            keys.push_back(line["key"]);
        }
        QCOMPARE(keys, (std::vector<std::string>{"..", "01", "02", "05", "06", "08", "zoë/1", "Ä"}));
    }

    void theManifestNamesEveryFileAndEveryMemberLeftOut_data()
    {
        QTest::addColumn<int>("format");
        for (const ExportFormat format :
             {ExportFormat::Eml, ExportFormat::Mbox, ExportFormat::JsonLines, ExportFormat::Csv}) {
            QTest::newRow(campaign::nameOf(format).data()) << static_cast<int>(format);
        }
    }

    void theManifestNamesEveryFileAndEveryMemberLeftOut()
    {
        QFETCH(int, format);
        const Folder folder;
        const auto report = exportTo(folder.path(), static_cast<ExportFormat>(format), kBlocks);
        const Json manifest = manifestOf(folder.path());
        QCOMPARE(manifest["format"].get<std::string>(), "postweave.manifest/1"s);
        QCOMPARE(manifest["campaign"].get<std::string>(), "spring-sale"s);
        QCOMPARE(manifest["now"].get<std::string>(), "2026-03-02T09:00:00Z"s);
        QCOMPARE(toText(manifest["counts"]), R"({"audience":11,"exported":6,"left_out":5})"s);
        QCOMPARE(toText(manifest["versions"]), R"({"postweave":"0.1.0"})"s);
        std::map<std::string, std::string> reasons;
        for (const Json& leftOut : manifest["left_out"]) {
            reasons[leftOut["key"]] = leftOut["reason"];
        }
        QCOMPARE(reasons.size(), std::size_t{5});
        QCOMPARE(reasons["03"], "excluded"s);
        QCOMPARE(reasons["04"], "no address"s);
        QCOMPARE(reasons["05"], "aborted: not today"s);
        QVERIFY(reasons["06"].starts_with("render error: line 3, column "));
        QVERIFY(reasons["07"].starts_with("no address: 'bad@' is no usable"));
        QCOMPARE(report.failed, std::uint64_t{1});
        QVERIFY(report.firstFailure.starts_with("06: render error: "));

        std::set<std::string> listed = {"manifest.json"};
        for (const Json& file : manifest["files"]) {
            const std::string content = test::must(readFile(folder.path() / file["path"].get<std::string>()));
            QCOMPARE(file["bytes"].get<std::size_t>(), content.size());
            QCOMPARE(file["sha256"].get<std::string>(), email::toHex(email::Sha256::of(content)));
            listed.insert(file["path"]);
        }
        for (const auto& [path, content] : test::filesIn(folder.path())) {
            QVERIFY2(content == "(folder)" || listed.contains(path), path.c_str());
        }
    }

    void emlParsesBackInPython()
    {
        SKIP_WITHOUT_PYTHON();
        const Folder folder;
        exportTo(folder.path("eml"), ExportFormat::Eml);
        exportTo(folder.path("jsonl"), ExportFormat::JsonLines);
        const QByteArray script = R"(
import sys, json, os, email
from email import policy
result = {}
for name in os.listdir(sys.argv[1]):
    m = email.message_from_bytes(open(os.path.join(sys.argv[1], name), 'rb').read(), policy=policy.default)
    body = lambda kind: m.get_body((kind,)).get_payload(decode=True).decode('utf-8').replace('\r\n', '\n')
    result[name] = {'subject': m['Subject'], 'html': body('html'), 'text': body('plain'),
                    'headers': {k: str(v) for k, v in m.items() if k not in ('MIME-Version', 'Content-Type')},
                    'email': m['To'].addresses[0].addr_spec,
                    'defects': [str(d) for p in m.walk() for d in p.defects]}
print(json.dumps(result)))";
        const QJsonObject read =
            test::askPython(script, {}, {QString::fromStdString((folder.path("eml") / "messages").string())}).object();
        const std::vector<Json> lines = jsonLines(folder.path("jsonl") / "messages.jsonl");
        QCOMPARE(read.size(), static_cast<qsizetype>(lines.size()));
        for (const Json& line : lines) {
            const QString name = QString::fromStdString(email::fileNameOfKey(line["key"].get<std::string>(), ".eml"));
            const QJsonObject message = read[name].toObject();
            QCOMPARE(message["defects"].toArray(), QJsonArray());
            for (const char* field : {"subject", "html", "text", "email"}) {
                QCOMPARE(message[QLatin1String(field)].toString().toStdString(), line[field].get<std::string>());
            }
            QCOMPARE(message["headers"].toObject().size(), static_cast<qsizetype>(line["headers"].size()));
            for (const auto& [header, value] : line["headers"].items()) {
                QCOMPARE(message["headers"][QString::fromStdString(header)].toString().toStdString(),
                         value.get<std::string>());
            }
        }
        QVERIFY(read.contains("%2E%2E.eml") && read.contains("zo%C3%AB%2F1.eml"));
        const QJsonObject headers = read["02.eml"]["headers"].toObject();
        QCOMPARE(headers["From"].toString(), "Shop für 李小龙 <news@shop.example>");
        QCOMPARE(headers["Subject"].toString(), "李小龙, spring is here");
        QCOMPARE(headers["Date"].toString(), "Mon, 02 Mar 2026 09:00:00 +0000");
        QCOMPARE(headers["List-Unsubscribe"].toString(),
                 "<https://shop.example/u?k=02>, <mailto:unsubscribe@shop.example>");
        QCOMPARE(headers["List-Unsubscribe-Post"].toString(), "List-Unsubscribe=One-Click");
        QCOMPARE(headers["Message-ID"].toString().toStdString(),
                 '<' + email::makeMessageId("spring-sale", "02", "shop.example") + '>');
    }

    void mboxReadsBackInPython()
    {
        SKIP_WITHOUT_PYTHON();
        const Folder folder;
        exportTo(folder.path("mbox"), ExportFormat::Mbox);
        exportTo(folder.path("jsonl"), ExportFormat::JsonLines);
        const QByteArray script = R"(
import sys, json, mailbox, email
from email import policy
box = mailbox.mbox(sys.argv[1], factory=lambda f: email.message_from_binary_file(f, policy=policy.default), create=False)
body = lambda m, kind: m.get_body((kind,)).get_payload(decode=True).decode('utf-8').replace('\r\n', '\n')
print(json.dumps([[m['Subject'], body(m, 'plain'), body(m, 'html')] for m in box])))";
        const QJsonArray read =
            test::askPython(script, {}, {QString::fromStdString((folder.path("mbox") / "messages.mbox").string())})
                .array();
        const std::vector<Json> lines = jsonLines(folder.path("jsonl") / "messages.jsonl");
        QCOMPARE(read.size(), static_cast<qsizetype>(lines.size()));
        for (qsizetype i = 0; i < read.size(); ++i) {
            const Json& line = lines[static_cast<std::size_t>(i)];
            QCOMPARE(read[i][0].toString().toStdString(), line["subject"].get<std::string>());
            QCOMPARE(read[i][1].toString().toStdString(), line["text"].get<std::string>());
            QCOMPARE(read[i][2].toString().toStdString(), line["html"].get<std::string>());
        }
    }

    void csvHasAColumnAValueAndADynamicBlock()
    {
        const Folder folder;
        exportTo(folder.path(), ExportFormat::Csv, kBlocks);
        std::istringstream text(test::must(readFile(folder.path() / "audience.csv")));
        std::string line;
        std::getline(text, line);
        QCOMPARE(
            QString::fromStdString(line),
            "key,email,subject,customer.vip,customer.points,customer.country,customer.key,customer.tags,customer.born,"
            "customer.note,block:1,block:2,block:2.26,block:3,block:3.64\r");
        QMap<QString, QString> rows;
        while (std::getline(text, line)) {
            const QString row = QString::fromStdString(line).trimmed();
            rows[row.section(u',', 0, 0)] = row;
        }
        QCOMPARE(rows["01"], "01,p1@mail.example,\"Ann <b>, spring is here\",,2,DE,01,,,,0,1,1,0,0");
        QVERIFY(rows["08"].startsWith(
            "08,eight@mail.example,\"Hello, spring is here\",,99,,08,x|y,1980-01-02,\"=1+1, \"\"a\"\""));
    }

    void csvSafeGuardsFormulas()
    {
        const Folder folder;
        campaign::ExportOptions options;
        options.folder = folder.path();
        options.format = ExportFormat::Csv;
        options.csvSafety = email::CsvSafety::Spreadsheet;
        test::must(campaign::exportCampaign(test::prepare(sale(), "{{ customer.note }}"), people(), options));
        QVERIFY(test::must(readFile(folder.path() / "audience.csv")).find(",\"'=1+1, \"\"a\"\"\nb\"") !=
                std::string::npos);
    }

    void suppressedProfilesAreNeverRendered()
    {
        // Whoever is rendered divides by zero; only the excluded one is in the audience.
        campaign::Campaign campaign = sale();
        campaign.audience = segment::FilterTree(segment::Node{segment::SegmentReference{"Unsubscribed"}});
        const Folder folder;
        const auto report = exportTo(folder.path(), ExportFormat::JsonLines, "{{ 1 | divided_by: 0 }}", campaign);
        QCOMPARE(report.excluded, std::uint64_t{1});
        QCOMPARE(report.failed, std::uint64_t{0});
        QCOMPARE(test::must(readFile(folder.path() / "messages.jsonl")), std::string());
    }

    void bytesDoNotDependOnThreadsOrEnvironment_data() { theManifestNamesEveryFileAndEveryMemberLeftOut_data(); }

    void bytesDoNotDependOnThreadsOrEnvironment()
    {
        QFETCH(int, format);
        test::PeopleBuilder builder;
        for (int i = 0; i < 3000; ++i) {
            builder.add("k" + std::to_string(i * 7919 % 3000),
                        {{"email", std::to_string(i) + "@mail.example"}, {"first_name", "N" + std::to_string(i)}});
        }
        const campaign::People many = builder.build(TimeZone::byName("Asia/Tokyo").value());
        const auto prepared = test::prepare(test::springSale());
        std::map<std::string, std::string> first;
        for (const char* threads : {"1", "2", "5"}) {
            const Folder folder;
            qputenv("POSTWEAVE_THREADS", threads);
            qputenv("TZ", threads[0] == '2' ? "America/New_York" : "UTC");
            campaign::ExportOptions options;
            options.folder = folder.path();
            options.format = static_cast<ExportFormat>(format);
            test::must(campaign::exportCampaign(prepared, many, options));
            const auto files = test::filesIn(folder.path());
            first = first.empty() ? files : first;
            QVERIFY(files == first);
        }
        qunsetenv("POSTWEAVE_THREADS");
        qunsetenv("TZ");
        QVERIFY(first.size() >= 2);
    }

    void memoryStaysBoundedWhereMessagesAreLarge()
    {
        // Each message is over 1 MB: a block ends by its bytes and the next one starts there, nobody twice or never.
        test::PeopleBuilder builder;
        for (int i = 0; i < 150; ++i) {
            builder.add(std::to_string(1000 + i), {{"email", std::to_string(i) + "@mail.example"}});
        }
        const Folder folder;
        campaign::ExportOptions options;
        options.folder = folder.path();
        options.format = ExportFormat::JsonLines;
        const auto prepared = test::prepare(test::springSale(), "{% for i in (1..60000) %}0123456789{% endfor %}");
        test::must(campaign::exportCampaign(prepared, builder.build(), options));
        const std::vector<Json> lines = jsonLines(folder.path() / "messages.jsonl");
        QCOMPARE(lines.size(), std::size_t{150});
        for (std::size_t i = 0; i < lines.size(); ++i) {
            QCOMPARE(lines[i]["key"].get<std::string>(), std::to_string(1000 + i));
        }
    }

    void anEmptyFolderIsTakenAFinishedOneRefused()
    {
        const Folder folder;
        std::filesystem::create_directory(folder.path());
        exportTo(folder.path(), ExportFormat::Eml);
        const auto before = test::filesIn(folder.path());
        campaign::ExportOptions options;
        options.folder = folder.path();
        options.format = ExportFormat::Csv;
        const auto refused = campaign::exportCampaign(test::prepare(sale()), people(), options);
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::AlreadyExists);
        QVERIFY(test::filesIn(folder.path()) == before);
        options.replaceFinished = true;
        test::must(campaign::exportCampaign(test::prepare(sale()), people(), options));
        QCOMPARE(test::filesIn(folder.path()).size(), std::size_t{2});
    }

    void aFolderWithOtherFilesIsNeverTouched_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("any file") << "thesis.txt";
        QTest::newRow("a file that an export would call so too") << "audience.csv";
        QTest::newRow("a folder") << "messages";
    }

    void aFolderWithOtherFilesIsNeverTouched()
    {
        QFETCH(QString, name);
        const Folder folder;
        std::filesystem::create_directory(folder.path());
        if (name == "messages") {
            std::filesystem::create_directory(folder.path() / "messages");
        } else {
            test::writeText(folder.path() / name.toStdString(), "mine");
        }
        const auto before = test::filesIn(folder.path());
        campaign::ExportOptions options;
        options.folder = folder.path();
        options.replaceFinished = true;
        const auto refused = campaign::exportCampaign(test::prepare(sale()), people(), options);
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::AlreadyExists);
        QVERIFY(test::filesIn(folder.path()) == before);
    }

    void aFileAddedToAFinishedExportKeepsItFromBeingReplaced()
    {
        const Folder folder;
        exportTo(folder.path(), ExportFormat::Eml);
        test::writeText(folder.path() / "messages" / "notes.txt", "mine");
        campaign::ExportOptions options;
        options.folder = folder.path();
        options.replaceFinished = true;
        QVERIFY(!campaign::exportCampaign(test::prepare(sale()), people(), options));
        QCOMPARE(test::must(readFile(folder.path() / "messages" / "notes.txt")), "mine"s);
    }

    void aMissingParentCannotBeWritten()
    {
        const Folder folder;
        campaign::ExportOptions options;
        options.folder = folder.path() / "deeper";
        const auto failed = campaign::exportCampaign(test::prepare(sale()), people(), options);
        QVERIFY(failed.error().code == ErrorCode::WriteFailed);
        QVERIFY(failed.error().message.ends_with("make its parent folder first"));
    }

    void anUnfinishedCampaignIsRefusedBeforeAnythingIsWritten()
    {
        const Folder folder;
        campaign::Campaign unfinished = sale();
        unfinished.subject.clear();
        campaign::ExportOptions options;
        options.folder = folder.path();
        const auto failed = campaign::exportCampaign(test::prepare(unfinished), people(), options);
        QVERIFY(failed.error().code == ErrorCode::InvalidInput);
        QCOMPARE(failed.error().where.path, "$.subject"s);
        unfinished = sale();
        unfinished.audience = segment::FilterTree(segment::Node{segment::SegmentReference{"Gone"}});
        QCOMPARE(campaign::exportCampaign(test::prepare(unfinished), people(), options).error().where.path,
                 "$.audience.segment"s);
        QVERIFY(!std::filesystem::exists(folder.path()));
    }

    void valuesAreEscapedEndToEnd()
    {
        const Folder folder;
        exportTo(folder.path(), ExportFormat::JsonLines,
                 "<a href=\"https://x.example/?n={{ customer.first_name }}\" title='{{ customer.first_name }}'>"
                 "{{ customer.first_name }}</a>{{ customer.note | default: '<i>none</i>' | raw }}");
        for (const Json& line : jsonLines(folder.path() / "messages.jsonl")) {
            if (line["key"] == "01") {
                const auto html = line["html"].get<std::string>();
                QVERIFY2(html.find("Ann <b>") == std::string::npos, html.c_str());
                QVERIFY2(html.find(">Ann &lt;b&gt;</a><i>none</i>") != std::string::npos, html.c_str());
                QVERIFY(line["text"].get<std::string>().starts_with("Ann <b> (https://x.example/?n=Ann"));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestCampaignExport)
#include "tst_campaign_export.moc"
