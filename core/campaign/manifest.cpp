// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/manifest.h"

#include "core/base/json.h"

#include <fmt/format.h>

#include <functional>

namespace postweave::campaign {

namespace {

/// `"name": [` … `]` with an item a line.
Result<void> writeList(OutputFile& file, std::string_view name, std::size_t count,
                       const std::function<Json(std::size_t)>& item)
{
    if (auto written = file.write(fmt::format(",\n  \"{}\": [", name)); !written) {
        return written;
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (auto written = file.write(fmt::format("{}\n    {}", i == 0 ? "" : ",", toText(item(i)))); !written) {
            return written;
        }
    }
    return file.write(count == 0 ? "]" : "\n  ]");
}

std::string head(const Manifest& manifest)
{
    const std::uint64_t leftOut = manifest.audience - manifest.exported;
    const Json counts = {{"audience", manifest.audience}, {"exported", manifest.exported}, {"left_out", leftOut}};
    return fmt::format("{{\n  \"format\": \"postweave.manifest/1\",\n  \"campaign\": {},\n  \"now\": \"{}\",\n"
                       "  \"versions\": {},\n  \"counts\": {}",
                       toText(Json(manifest.campaign)), formatDateTime(manifest.now), toText(manifest.versions),
                       toText(counts));
}

} // namespace

Result<void> writeManifest(const Manifest& manifest, const std::filesystem::path& path)
{
    auto file = OutputFile::create(path);
    if (!file) {
        return fail(std::move(file).error());
    }
    const auto describeFile = [&](std::size_t i) {
        const ManifestFile& entry = manifest.files[i];
        return Json{
            {"path", entry.path}, {"sha256", email::toHex(entry.written.sha256)}, {"bytes", entry.written.bytes}};
    };
    const auto describeLeftOut = [&](std::size_t i) {
        return Json{{"key", manifest.leftOut[i].key}, {"reason", manifest.leftOut[i].reason}};
    };
    return file->write(head(manifest))
        .and_then([&] { return writeList(*file, "files", manifest.files.size(), describeFile); })
        .and_then([&] { return writeList(*file, "left_out", manifest.leftOut.size(), describeLeftOut); })
        .and_then([&] { return file->write("\n}\n"); })
        .and_then([&]() -> Result<void> {
            auto written = file->finish(true);
            return written ? Result<void>() : fail(std::move(written).error());
        });
}

} // namespace postweave::campaign
