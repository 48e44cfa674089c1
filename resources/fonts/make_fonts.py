# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes "Postweave Sans": a copy of Inter whose default digits are the tabular ones.

Qt 6.4 cannot switch font features on (QFont::setFeature came with 6.7), and numbers must not jump while they count.
Usage: make_fonts.py FOLDER_WITH_INTER FOLDER_FOR_OUTPUT
Inter is under the SIL Open Font License 1.1 without a reserved name.
"""
import os
import sys

from fontTools.ttLib import TTFont

WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
DIGITS = "0123456789"
NAME_IDS_WITH_FAMILY = (1, 3, 4, 6, 16, 18)
POSTSCRIPT_NAME_ID = 6


def tabular_substitutes(font):
    """Glyph -> tabular glyph, as the font's own `tnum` feature has it."""
    table = font["GSUB"].table
    mapping = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for subtable in table.LookupList.Lookup[index].SubTable:
                subtable = getattr(subtable, "ExtSubTable", subtable)
                mapping.update(getattr(subtable, "mapping", {}))
    return mapping


def make_digits_tabular(font):
    substitutes = tabular_substitutes(font)
    for table in font["cmap"].tables:
        for code, glyph in list(table.cmap.items()):
            if glyph in substitutes and chr(code) in DIGITS:
                table.cmap[code] = substitutes[glyph]
    glyphs = [font.getBestCmap()[ord(digit)] for digit in DIGITS]
    # Medium, SemiBold and Bold differ by a few units of 2816: level them.
    widest = max(font["hmtx"][glyph][0] for glyph in glyphs)
    for glyph in glyphs:
        font["hmtx"][glyph] = (widest, font["hmtx"][glyph][1])


def rename(font, weight):
    for record in font["name"].names:
        if record.nameID in NAME_IDS_WITH_FAMILY:
            family = "PostweaveSans" if record.nameID == POSTSCRIPT_NAME_ID else "Postweave Sans"
            record.string = record.toUnicode().replace("Inter", family)
    if "CFF " in font:
        font["CFF "].cff.fontNames = [f"PostweaveSans-{weight}"]


def main(source, target):
    os.makedirs(target, exist_ok=True)
    for weight in WEIGHTS:
        font = TTFont(os.path.join(source, f"Inter-{weight}.otf"), recalcTimestamp=False)
        make_digits_tabular(font)
        rename(font, weight)
        font.save(os.path.join(target, f"PostweaveSans-{weight}.otf"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
