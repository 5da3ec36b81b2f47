"""A map as shapes: what is written on it, each word in its own size and colour."""

from cchc.exports.picture import picture_of


def test_each_tile_is_written_on_in_its_own_size_and_colour():
    tiles = {
        "mode": "text",
        "x": [0, 1],
        "y": [0, 0],
        "text": ["Xã Một", "Xã Dài Hơn"],
        "textfont": {"size": [12, 9], "color": ["#1B2733", "#FFFFFF"]},
    }
    words = picture_of({"data": [tiles], "layout": {}}, 1.0).words
    assert [(one.text, one.size, one.colour) for one in words] == [
        ("Xã Một", 12, "#1B2733"),
        ("Xã Dài Hơn", 9, "#FFFFFF"),
    ]
