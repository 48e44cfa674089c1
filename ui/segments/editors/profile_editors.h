// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of a random share of people and of a place.
#pragma once

#include "ui/segments/editors/facet_editor.h"

#include <string>
#include <vector>

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QVBoxLayout;

namespace postweave::ui::segments {

class MendLine;

/// The name of the draw and the part of everybody, in percent.
class BucketEditor : public FacetEditor {
    Q_OBJECT
public:
    BucketEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);

    [[nodiscard]] QLineEdit* seed() const { return m_seed; }
    [[nodiscard]] QDoubleSpinBox* from() const { return m_from; }
    [[nodiscard]] QDoubleSpinBox* to() const { return m_to; }

private:
    void addPresets(QWidget* parent, QVBoxLayout* column);
    void showShare();
    void trySeed();
    void tryShare(double from, double to);

    QLineEdit* m_seed;
    QDoubleSpinBox* m_from;
    QDoubleSpinBox* m_to;
    MendLine* m_mend;
};

/// The point in degrees and the attributes that hold where people are.
class PlaceEditor : public FacetEditor {
    Q_OBJECT
public:
    PlaceEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);

    [[nodiscard]] QDoubleSpinBox* latitude() const { return m_latitude; }
    [[nodiscard]] QDoubleSpinBox* longitude() const { return m_longitude; }
    [[nodiscard]] QComboBox* latitudeName() const { return m_latitudeName; }
    [[nodiscard]] QComboBox* longitudeName() const { return m_longitudeName; }

private:
    [[nodiscard]] QComboBox* namesBox(const std::vector<std::string>& names, const std::string& current,
                                      const QString& accessibleName);
    void tryPlace();

    QDoubleSpinBox* m_latitude;
    QDoubleSpinBox* m_longitude;
    QComboBox* m_latitudeName;
    QComboBox* m_longitudeName;
};

} // namespace postweave::ui::segments
