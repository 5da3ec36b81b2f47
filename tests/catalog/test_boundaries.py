"""Where units lie: every unit of its list once, both archipelagos, small enough for a phone."""

from datetime import date

from cchc.catalog.boundaries import FOLDER, borders, tiles, viet_nam
from cchc.catalog.catalog import load_catalog

NOW, THEN = date(2025, 7, 1), date(2025, 6, 30)


def codes(day, **where):
    return {unit.code for unit in load_catalog().agencies.valid_on(day, **where)}


def test_every_province_of_2025_has_borders_and_every_one_before_a_tile_of_its_own():
    assert set(borders("provinces_2025")) == codes(NOW, level="province")
    grid = tiles("tiles_provinces")
    assert set(grid) == codes(THEN, level="province")
    assert len({shape.at for shape in grid.values()}) == 63


def test_every_commune_of_hai_phong_has_borders():
    assert set(borders("communes_31")) == codes(NOW, level="commune", within="31.20250701")
    assert borders("communes_99") == {}


def within(ring, west, east, south, north):
    return all(west <= x <= east and south <= y <= north for x, y in ring)


def test_the_archipelagos_are_drawn_as_parts_of_their_provinces_and_beside_maps_of_a_part():
    hoang_sa = [r for r in borders("provinces_2025")["48"].rings if within(r, 111, 113, 15.5, 17.5)]
    truong_sa = [r for r in borders("provinces_2025")["56"].rings if within(r, 110, 118, 7, 12)]
    assert len(hoang_sa) > 30
    assert len(truong_sa) > 100
    names = [name for name, islands in viet_nam().archipelagos if len(islands) > 30]
    assert names == ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa"]


def test_a_map_is_small_enough_for_a_phone():
    assert max(path.stat().st_size for path in FOLDER.glob("*.geojson")) < 70_000
