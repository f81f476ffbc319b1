"""How much a document may hold. Everything above is refused in words, never tried."""

LIMIT_BYTES = 25 * 1024 * 1024  # the file itself
LIMIT_CHARACTERS = 2_000_000  # about 800 full pages
LIMIT_LINES = 150_000
LIMIT_BLOCKS = 50_000
LIMIT_CELLS = 20_000
LIMIT_TABLE_DEPTH = 5  # a table in a table in a table ...
LIMIT_PAGES = 300

LIMIT_SOUND_BYTES = 200 * 1024 * 1024  # some hours of speech
LIMIT_RECORDING_BYTES = 30 * 1024 * 1024  # given with a voice: an hour of speech, and then some
LIMIT_SOURCE_CHARACTERS = 12_000_000  # of text that is one long row of paragraphs or cues
LIMIT_SEGMENTS = 200_000
LIMIT_LINES_OF_CUES = 1_000_000
LIMIT_TAG_DEPTH = 500  # tags that are open inside each other on a web page

LIMIT_PARTS = 5_000  # files inside a .docx or .odt
LIMIT_XML_BYTES = 30 * 1024 * 1024  # one unpacked part
LIMIT_XML_ELEMENTS = 600_000
LIMIT_XML_DEPTH = 200

LIMIT_PIXELS = 50_000_000  # what telephones take at most; each is three bytes, twice while a picture is turned

LIMIT_SECONDS = 9  # on the wall clock, for the process that reads
LIMIT_CPU_SECONDS = 8
LIMIT_MEMORY = 400 * 1024 * 1024  # of address space, for the process that reads
LIMIT_PICTURE_MEMORY = 450 * 1024 * 1024  # the same, where every pixel of a picture is unpacked and turned
LIMIT_ANSWER = 32 * 1024 * 1024  # bytes the process that reads may answer
