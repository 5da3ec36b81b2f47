"""How big an input may be before it is refused; every figure has its reason beside it."""

# Control of uploads after ASVS 5.0 (V5.1.1, 5.2.1–5.2.4) and shared practice for office files.
UPLOAD_BYTES = 20_000_000  # a packed or binary workbook; a provincial form is below 1 MB
UNPACKED_BYTES = 100_000_000  # all members of an archive together
MEMBERS = 2_000  # files within an archive
RATIO = 100  # unpacked to packed, of one member
RATIO_FROM_BYTES = 1_000_000  # below this a high ratio is only repetition, never a bomb
CELLS = 2_000_000  # of one sheet, empty ones within its rectangle included
COLUMNS = 500  # the widest form in use has about 60
CELL_CHARACTERS = 32_767  # what Excel itself holds in a cell (32 KB)
SHEETS = 200  # one sheet a commune of a large province

# A lone cell far from everything else is a slip of the hand, not a table.
STRAY_GAP_ROWS = 200
STRAY_GAP_COLUMNS = 50
STRAY_CELLS = 5

# Of the child process that reads what strangers send.
CHILD_BYTES = 512 * 1024 * 1024
CHILD_SECONDS = 20

# Delimited text may be far larger than a workbook: it is read in blocks, never as one grid.
LARGE_TEXT_BYTES = 4_000_000  # from here on text is read in blocks
TEXT_BLOCK_BYTES = 8_000_000  # held at once, besides what was read from it
TRANSCODED_BYTES = 200_000_000  # text in another encoding than UTF-8 is turned whole
HEAD_BYTES = 400_000  # of a large text, in which its header stands
HEAD_ROWS = 400
ODD_ROWS = 1_000  # rows of other width than the header before we give up
