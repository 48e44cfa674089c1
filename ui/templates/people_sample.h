// SPDX-License-Identifier: GPL-3.0-or-later
// PeopleSample: whom the preview steps through, and how people are found by what one knows of them.
#pragma once

#include "core/base/cancel_token.h"
#include "ui/base/person_names.h"
#include "ui/templates/template_world.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>
#include <vector>

namespace postweave::ui::templates {

/// Who is offered: everybody, the members of a segment, or those who together reach every branch.
struct SampleChoice {
    enum class Kind { Witnesses, Everybody, Segment };
    Kind kind = Kind::Witnesses;
    QString segment;
    bool operator==(const SampleChoice&) const = default;
};

/// Ordinals in the audience's order; 0 to size() − 1 where everybody is offered.
class PeopleSample {
public:
    PeopleSample() = default;
    [[nodiscard]] static PeopleSample everybody(std::size_t people);
    [[nodiscard]] static PeopleSample of(std::vector<audience::Ordinal> people);

    [[nodiscard]] std::size_t size() const { return m_everybody ? m_count : m_people.size(); }
    [[nodiscard]] audience::Ordinal at(std::size_t index) const;
    /// Nothing for somebody who is not among them.
    [[nodiscard]] std::optional<std::size_t> indexOf(audience::Ordinal profile) const;
    bool operator==(const PeopleSample&) const = default;

private:
    bool m_everybody = false;
    std::size_t m_count = 0;
    std::vector<audience::Ordinal> m_people;
};

struct FoundPerson {
    audience::Ordinal profile = 0;
    QString name;
    QString detail;
};

/// Those whose key, address or name holds `words`, whatever the case; an exact key or address comes first. `sample`
/// first where nothing is asked for. Runs on a worker.
[[nodiscard]] QList<FoundPerson> findPeople(const audience::Audience& audience, const PeopleSample& sample,
                                            const QString& words, int limit, const CancelToken& cancel);

/// The members of a saved segment; an error says why they cannot be found. Runs on a worker.
[[nodiscard]] Result<PeopleSample> segmentSample(const World& world, const QString& segment, const CancelToken& cancel);

} // namespace postweave::ui::templates

Q_DECLARE_METATYPE(postweave::ui::templates::SampleChoice)
