"""Colours: the same in both places, readable, and apart for everybody."""

import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from cchc.charts.theme import PALETTE, SEQUENCE, SERIES, SURFACES, coloured

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"
COLOURS = {
    "light": {name: light for name, _, light, _ in PALETTE},
    "dark": {name: dark for name, _, _, dark in PALETTE},
}
# Machado, Oliveira, Fernandes 2009, severity 1.0, on linear RGB.
SIMULATIONS = {
    "full sight": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]),
}  # fmt: skip


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear sRGB under D65."""
    matrix = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = matrix @ np.clip(rgb, 0, 1) / [0.95047, 1.0, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_theme_of_the_screen_has_the_same_colours(mode):
    theme = tomllib.loads(CONFIG.read_text("utf-8"))["theme"][mode]
    assert theme["chartCategoricalColors"] == list(COLOURS[mode].values())
    assert theme["backgroundColor"] == SURFACES[mode]
    classes = [light if mode == "light" else dark for _, light, dark in SEQUENCE]
    assert theme["chartSequentialColors"] == [colour for colour in classes for _ in range(2)]


@pytest.mark.parametrize("mode", [1, 2])
def test_classes_of_a_map_stand_in_order_in_grey_and_carry_text(mode):
    """From class to class a clear step of lightness; the text on each is readable."""
    colours = [entry[mode] for entry in SEQUENCE]
    light = [lab(linear(colour))[0] for colour in colours]
    steps = np.diff(light) * (-1 if mode == 1 else 1)
    assert (steps > 9).all()
    name = "light" if mode == 1 else "dark"
    for place, colour in enumerate(colours):
        text = COLOURS[name]["INK"] if place < 3 else SURFACES[name]
        assert contrast(colour, text) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["MAIN", "SECOND", "THIRD", "FOURTH", "BETTER", "WORSE", "SAME", "INK"]
)
def test_marks_stand_out_from_the_page(mode, name):
    assert contrast(COLOURS[mode][name], SURFACES[mode]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", ["MAIN", "THIRD", "FOURTH", "BETTER", "WORSE", "SAME", "INK"])
def test_words_in_colour_can_be_read(mode, name):
    assert contrast(COLOURS[mode][name], SURFACES[mode]) >= 4.5


@pytest.mark.parametrize("sight", SIMULATIONS)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_series_and_verdicts_stay_apart_for_colour_blind_readers(mode, sight):
    pairs = [("BETTER", "WORSE"), *combinations(["MAIN", "SECOND", "FOURTH"], 2)]
    for one, other in pairs:
        seen = [lab(SIMULATIONS[sight] @ linear(COLOURS[mode][name])) for name in (one, other)]
        assert np.linalg.norm(seen[0] - seen[1]) > 20, (one, other)


def test_series_differ_in_dash_and_symbol_for_grey_print():
    assert len({style["dash"] for style in SERIES}) == len(SERIES)
    assert len({style["symbol"] for style in SERIES}) == len(SERIES)


def test_coloured_leaves_no_token():
    tokens = [token for _, token, _, _ in PALETTE]
    figure = {"data": [{"marker": {"color": tokens}}], "layout": {"font": {"color": "#000038"}}}
    for mode in ("light", "dark"):
        shown = coloured(figure, mode)
        assert shown["data"][0]["marker"]["color"] == list(COLOURS[mode].values())
        assert shown["layout"]["font"]["color"] == SURFACES[mode]
