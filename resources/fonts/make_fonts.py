# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes "Postweave Sans", a copy of Inter whose default digits are the tabular ones, or "Postweave Mono", a copy of
JetBrains Mono without ligatures.

Qt 6.4 can switch font features neither on nor off (QFont::setFeature came with 6.7); numbers must not jump while they
count, and code must read as it was written, != as two characters.
Usage: make_fonts.py sans|mono FOLDER_WITH_FONTS FOLDER_FOR_OUTPUT
Both are under the SIL Open Font License 1.1 without a reserved name.
"""
import os
import sys

from fontTools.ttLib import TTFont

WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
MONO_WEIGHTS = ("Regular", "Bold")
LIGATURE_FEATURES = ("calt", "liga", "clig", "dlig")
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


def remove_ligatures(font):
    features = font["GSUB"].table.FeatureList
    for record in features.FeatureRecord:
        if record.FeatureTag in LIGATURE_FEATURES:
            record.Feature.LookupListIndex = []
            record.Feature.LookupCount = 0


def rename(font, old, new, weight):
    for record in font["name"].names:
        if record.nameID in NAME_IDS_WITH_FAMILY:
            family = new.replace(" ", "") if record.nameID == POSTSCRIPT_NAME_ID else new
            record.string = record.toUnicode().replace(old, family).replace(old.replace(" ", ""), family)
    if "CFF " in font:
        font["CFF "].cff.fontNames = [f"{new.replace(' ', '')}-{weight}"]


def make(kind, source, target):
    os.makedirs(target, exist_ok=True)
    mono = kind == "mono"
    for weight in MONO_WEIGHTS if mono else WEIGHTS:
        name = f"JetBrainsMono-{weight}.ttf" if mono else f"Inter-{weight}.otf"
        font = TTFont(os.path.join(source, name), recalcTimestamp=False)
        if mono:
            remove_ligatures(font)
            rename(font, "JetBrains Mono", "Postweave Mono", weight)
            font.save(os.path.join(target, f"PostweaveMono-{weight}.ttf"))
        else:
            make_digits_tabular(font)
            rename(font, "Inter", "Postweave Sans", weight)
            font.save(os.path.join(target, f"PostweaveSans-{weight}.otf"))


if __name__ == "__main__":
    make(*sys.argv[1:4])
