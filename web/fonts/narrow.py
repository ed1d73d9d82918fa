"""Makes the two fonts beside this file: Golos Text as @fontsource-variable/golos-text has it, without the weights above 600,
which no screen uses and which are more than a third of its size, and without the tables for vertical writing.

    pip install fonttools brotli
    python3 web/fonts/narrow.py
"""
from pathlib import Path
from tempfile import TemporaryFile

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

here = Path(__file__).parent
files = here.parents[1] / 'node_modules/@fontsource-variable/golos-text/files'

for script in ('latin', 'cyrillic'):
    font = TTFont(files / f'golos-text-{script}-wght-normal.woff2')
    options = subset.Options(layout_features=['*'], hinting=False, glyph_names=False, name_IDs=['*'])
    options.drop_tables += ['VVAR', 'vhea', 'vmtx']
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    with TemporaryFile() as between:
        font.save(between)
        between.seek(0)
        narrow = instancer.instantiateVariableFont(TTFont(between), {'wght': (400, 600)})
        narrow.flavor = 'woff2'
        narrow.save(here / f'golos-text-{script}.woff2')
