// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/people_sample.h"

#include "core/base/text.h"
#include "core/segment/evaluator.h"

#include <algorithm>
#include <string>

namespace postweave::ui::templates {

namespace {

FoundPerson describe(const audience::Audience& audience, audience::Ordinal profile)
{
    return {profile, personName(audience, profile), personDetail(audience, profile)};
}

QList<FoundPerson> firstOf(const audience::Audience& audience, const PeopleSample& sample, int limit)
{
    QList<FoundPerson> found;
    const std::size_t count = std::min(sample.size(), static_cast<std::size_t>(limit));
    for (std::size_t i = 0; i < count; ++i) {
        found.append(describe(audience, sample.at(i)));
    }
    return found;
}

} // namespace

PeopleSample PeopleSample::everybody(std::size_t people)
{
    PeopleSample sample;
    sample.m_everybody = true;
    sample.m_count = people;
    return sample;
}

PeopleSample PeopleSample::of(std::vector<audience::Ordinal> people)
{
    PeopleSample sample;
    sample.m_people = std::move(people);
    return sample;
}

audience::Ordinal PeopleSample::at(std::size_t index) const
{
    return m_everybody ? static_cast<audience::Ordinal>(index) : m_people[index];
}

std::optional<std::size_t> PeopleSample::indexOf(audience::Ordinal profile) const
{
    if (m_everybody) {
        return profile < m_count ? std::optional<std::size_t>(profile) : std::nullopt;
    }
    const auto found = std::find(m_people.begin(), m_people.end(), profile);
    return found == m_people.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - m_people.begin()));
}

QList<FoundPerson> findPeople(const audience::Audience& audience, const PeopleSample& sample, const QString& words,
                              int limit, const CancelToken& cancel)
{
    const std::string wanted = foldCase(words.trimmed().toStdString());
    if (wanted.empty()) {
        return firstOf(audience, sample, limit);
    }
    const PersonNames names(audience);
    QList<FoundPerson> exact;
    QList<FoundPerson> found;
    for (std::size_t i = 0; i < audience.size() && found.size() < limit; ++i) {
        if (i % 1024 == 0 && cancel.isCancelled()) {
            return {};
        }
        const auto profile = static_cast<audience::Ordinal>(i);
        const std::string key = foldCase(audience.key(profile));
        const std::string email = foldCase(audience.email(profile));
        if (key == wanted || email == wanted) {
            exact.append(describe(audience, profile));
        } else if (key.find(wanted) != std::string::npos || email.find(wanted) != std::string::npos ||
                   foldCase(names.nameOf(profile)).find(wanted) != std::string::npos) {
            found.append(describe(audience, profile));
        }
    }
    if (exact.isEmpty()) {
        const auto profile = audience.find(words.trimmed().toStdString());
        if (profile && found.size() >= limit) {
            exact.append(describe(audience, *profile));
        }
    }
    exact.append(found);
    return exact.mid(0, limit);
}

Result<PeopleSample> segmentSample(const World& world, const QString& segment, const CancelToken& cancel)
{
    const auto& segments = world->people.definitions->segments;
    const auto found = segments.find(segment.toStdString());
    if (found == segments.end()) {
        return fail(ErrorCode::NotFound,
                    "there is no segment '" + segment.toStdString() + "' any more: choose another");
    }
    segment::Evaluator evaluator(world->people.audience, world->people.definitions, world->people.now,
                                 world->people.zone, world->people.cache);
    const auto members = evaluator.members(found->second, cancel);
    if (!members) {
        return fail(members.error());
    }
    std::vector<audience::Ordinal> people;
    members->forEach([&people](std::uint32_t profile) { people.push_back(profile); });
    return PeopleSample::of(std::move(people));
}

} // namespace postweave::ui::templates
