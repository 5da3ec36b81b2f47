"""A map drawn by matplotlib."""

from matplotlib.patches import Polygon, Rectangle

from cchc.charts.theme import INK, SAME
from cchc.exports.colours import PAPER
from cchc.exports.picture import picture_of

KEYS = 0.24  # share of the box that the keys take at the left
POINTS = 0.62  # of a pixel of text
KEY, STEP = 0.035, 0.075  # side of a key and from one to the next, shares of the height


def draw_picture(figure, drawn: dict, box: tuple) -> None:
    """The keys at the left, the map in the rest of the box."""
    left, bottom, width, height = box
    room = (left + KEYS * width, bottom, (1 - KEYS) * width, height)
    shape = room[2] / room[3] * figure.get_figwidth() / figure.get_figheight()
    picture = picture_of(drawn, shape)
    axes = figure.add_axes(room, xlim=(0, 1), ylim=(0, 1))
    axes.axis("off")
    for area in picture.areas:
        face, wide = area.fill or "none", area.width * POINTS
        axes.add_patch(Polygon(area.points, closed=bool(area.fill), facecolor=face,
                               edgecolor=area.edge, linewidth=wide))  # fmt: skip
    for words in picture.words:
        axes.text(words.x, words.y, words.text.replace("$", r"\$"), va="center",
                  ha="center" if words.is_centred else "left", color=words.colour,
                  fontsize=words.size * POINTS)  # fmt: skip
    if picture.dots:
        axes.plot(*zip(*picture.dots, strict=True), ".", markersize=1.2, color=PAPER[INK])
    keys = figure.add_axes((left, bottom, KEYS * width, height), xlim=(0, 1), ylim=(0, 1))
    keys.axis("off")
    for place, (colour, meaning) in enumerate(picture.keys):
        y = 0.94 - STEP * place
        face = colour if colour.startswith("#") else "none"
        keys.add_patch(Rectangle((0, y), 0.06, KEY, facecolor=face, edgecolor=PAPER[SAME]))
        keys.text(0.09, y + KEY / 2, meaning.replace("$", r"\$"), va="center", fontsize=9.5)
