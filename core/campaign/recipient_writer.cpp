// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/recipient_writer.h"

#include "core/base/json.h"
#include "core/campaign/csv_columns.h"
#include "core/campaign/export_folder.h"
#include "core/email/file_name.h"
#include "core/email/mbox.h"

#include <sys/stat.h>

namespace postweave::campaign {

namespace {

namespace fs = std::filesystem;

/// A file a message.
class EmlWriter final : public RecipientWriter {
public:
    explicit EmlWriter(fs::path folder) : m_folder(std::move(folder)) {}

    Result<EncodedRecipient> encode(const RenderedMessage& rendered, CampaignRenderer&) const override
    {
        const std::string name = email::fileNameOfKey(rendered.key, ".eml");
        auto file = OutputFile::create(m_folder / name);
        if (!file) {
            return fail(std::move(file).error());
        }
        return file->write(email::writeMessage(rendered.message))
            .and_then([&] { return file->finish(false); })
            .map([&](const WrittenFile& written) {
                return EncodedRecipient{{}, ManifestFile{std::string(kMessagesName) + '/' + name, written}};
            });
    }

    Result<void> append(EncodedRecipient encoded) override
    {
        m_files.push_back(std::move(*encoded.file));
        return {};
    }

    Result<std::vector<ManifestFile>> finish() override { return std::move(m_files); }

private:
    fs::path m_folder;
    std::vector<ManifestFile> m_files;
};

/// All messages in one file.
class StreamWriter : public RecipientWriter {
public:
    StreamWriter(OutputFile file, std::string_view name) : m_file(std::move(file)), m_name(name) {}

    Result<void> append(EncodedRecipient encoded) final { return m_file.write(encoded.bytes); }

    Result<std::vector<ManifestFile>> finish() final
    {
        return m_file.finish(true).map([&](const WrittenFile& written) {
            return std::vector<ManifestFile>{{m_name, written}};
        });
    }

private:
    OutputFile m_file;
    std::string m_name;
};

class MboxWriter final : public StreamWriter {
public:
    using StreamWriter::StreamWriter;
    Result<EncodedRecipient> encode(const RenderedMessage& rendered, CampaignRenderer&) const override
    {
        EncodedRecipient encoded;
        const email::Message& message = rendered.message;
        email::appendMboxMessage(encoded.bytes, message.from.address, message.date, email::writeMessage(message));
        return encoded;
    }
};

class JsonLinesWriter final : public StreamWriter {
public:
    using StreamWriter::StreamWriter;
    Result<EncodedRecipient> encode(const RenderedMessage& rendered, CampaignRenderer&) const override
    {
        const email::Message& message = rendered.message;
        Json line = {{"key", rendered.key},  {"email", rendered.email}, {"subject", message.subject},
                     {"html", message.html}, {"text", message.text},    {"headers", Json::object()}};
        for (const email::HeaderField& field : email::headersOf(message)) {
            line["headers"][field.name] = field.value;
        }
        return EncodedRecipient{postweave::toText(line) + '\n', std::nullopt};
    }
};

class CsvWriter final : public StreamWriter {
public:
    CsvWriter(OutputFile file, std::string_view name, const PreparedCampaign& campaign, email::CsvSafety safety)
        : StreamWriter(std::move(file), name), m_columns(campaign), m_safety(safety)
    {
    }

    Result<void> writeHead()
    {
        EncodedRecipient head;
        email::appendCsvRow(head.bytes, m_columns.names());
        return append(std::move(head));
    }

    Result<EncodedRecipient> encode(const RenderedMessage& rendered, CampaignRenderer& renderer) const override
    {
        EncodedRecipient encoded;
        email::appendCsvRow(encoded.bytes, m_columns.row(rendered, renderer), m_safety);
        return encoded;
    }

private:
    CsvColumns m_columns;
    email::CsvSafety m_safety;
};

using MadeWriter = Result<std::unique_ptr<RecipientWriter>>;

MadeWriter makeEmlWriter(const fs::path& folder)
{
    if (::mkdir(folder.c_str(), 0777) != 0) {
        return writeFailure(folder);
    }
    return std::make_unique<EmlWriter>(folder);
}

MadeWriter makeCsvWriter(OutputFile file, const PreparedCampaign& campaign, email::CsvSafety safety)
{
    auto writer = std::make_unique<CsvWriter>(std::move(file), kCsvName, campaign, safety);
    if (auto written = writer->writeHead(); !written) {
        return fail(std::move(written).error());
    }
    return writer;
}

} // namespace

MadeWriter makeRecipientWriter(const ExportOptions& options, const fs::path& folder, const PreparedCampaign& campaign)
{
    if (options.format == ExportFormat::Eml) {
        return makeEmlWriter(folder / kMessagesName);
    }
    const std::string_view name = options.format == ExportFormat::Mbox        ? kMboxName
                                  : options.format == ExportFormat::JsonLines ? kJsonLinesName
                                                                              : kCsvName;
    auto file = OutputFile::create(folder / name);
    if (!file) {
        return fail(std::move(file).error());
    }
    switch (options.format) {
    case ExportFormat::Mbox:
        return std::make_unique<MboxWriter>(std::move(*file), name);
    case ExportFormat::JsonLines:
        return std::make_unique<JsonLinesWriter>(std::move(*file), name);
    default:
        return makeCsvWriter(std::move(*file), campaign, options.csvSafety);
    }
}

} // namespace postweave::campaign
