// SPDX-License-Identifier: GPL-3.0-or-later
// AudienceBuilder: makes an audience from values, without a workspace.
#pragma once

#include "core/audience/audience.h"
#include "core/base/error.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postweave::audience {

using NamedValue = std::pair<std::string, Value>;

/// Not thread-safe; one builder makes one audience.
class AudienceBuilder {
public:
    AudienceBuilder();
    ~AudienceBuilder();
    AudienceBuilder(const AudienceBuilder&) = delete;
    AudienceBuilder& operator=(const AudienceBuilder&) = delete;

    void setGeneration(std::uint64_t generation);
    void setMoment(const Moment& moment);
    /// All profiles at once, in place of addProfile(): distinct keys and, by their order, the ids they have in a
    /// workspace, ascending.
    void setProfiles(TextColumn keys, std::vector<std::uint32_t> ids);
    /// AlreadyExists if the name is taken.
    [[nodiscard]] Result<void> addAttribute(std::string name, ValueType type, std::string label = {});
    /// The next ordinal. The key must be new: AlreadyExists otherwise.
    [[nodiscard]] Result<Ordinal> addProfile(std::string key);
    /// The same for a key that is known to be new, with the id it has in a workspace. Not to be mixed with
    /// addProfile().
    Ordinal addDistinctProfile(std::string_view key, std::uint32_t id);
    [[nodiscard]] std::size_t profileCount() const;
    /// With `since`, the value enters the attribute's history too; without, it counts as always held. An integer goes
    /// into a number attribute. NotFound for an unknown attribute, InvalidInput for a value of another type.
    [[nodiscard]] Result<void> setValue(Ordinal profile, std::string_view attribute, const Value& value,
                                        std::optional<Instant> since = std::nullopt);
    /// A whole column at once, one value a profile added so far, in place of addAttribute() and setValue().
    void addColumn(AttributeColumn column);
    /// An earlier value, for history only.
    [[nodiscard]] Result<void> addPastValue(Ordinal profile, std::string_view attribute, const Value& value,
                                            Instant at);

    /// Declares a property's type; without, the first value decides (integer widens to number).
    void addProperty(std::string_view eventType, std::string property, ValueType type);
    /// Events may come in any order. InvalidInput for a value that does not fit the property's type.
    [[nodiscard]] Result<void> addEvent(Ordinal profile, std::string_view type, Instant time,
                                        const std::vector<NamedValue>& properties = {});
    /// A whole table at once; replaces events added for its type.
    void addTable(std::shared_ptr<const EventTable> table);

    /// The builder is empty afterwards.
    [[nodiscard]] std::shared_ptr<const Audience> build();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace postweave::audience
