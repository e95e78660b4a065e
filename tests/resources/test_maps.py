"""The shipped maps put known places into the right country."""

from __future__ import annotations

import json
import math

import pytest

from briefing import assets
from briefing.domain.countries import Countries

EARTH_KM = 6371.007
MAPS = {name: json.loads(assets.read_text(f"map/{name}.json")) for name in ("world", "europe")}
COUNTRIES = Countries.parse(assets.read_text("countries/countries.tsv"))

PLACES = [
    ("Simferopol", 34.10, 44.95, "UKR"),
    ("Kerch", 36.43, 45.33, "UKR"),
    ("Donetsk", 37.80, 48.00, "UKR"),
    ("Rostov", 39.70, 47.23, "RUS"),
    ("Pristina", 21.16, 42.66, "XKX"),
    ("Kyrenia", 33.35, 35.25, "CYP"),
    ("Nablus", 35.26, 32.22, "PSE"),
    ("Paris", 2.35, 48.86, "FRA"),
    ("Berlin", 13.40, 52.52, "DEU"),
    ("Mariehamn", 19.90, 60.20, "FIN"),
    ("Kaliningrad", 20.80, 54.65, "RUS"),
]
FAR_PLACES = [
    ("Laayoune", -13.10, 27.10, "ESH"),
    ("Hargeisa", 44.06, 9.56, "SOM"),
    ("Maseru", 28.20, -29.50, "LSO"),
    ("Pretoria", 28.19, -25.75, "ZAF"),
    ("Chukotka before 180", 175.00, 66.50, "RUS"),
    ("Chukotka beyond 180", -173.00, 66.50, "RUS"),
    ("Fairbanks", -147.70, 64.80, "USA"),
    ("Taichung", 120.80, 24.10, "TWN"),
    ("Nuuk inland", -49.00, 64.80, "GRL"),
]


def equal_earth(lon, lat):
    # Savric, Patterson and Jenny (2018), equations 1 to 3.
    coefficients = (1.340264, -0.081106, 0.000893, 0.003796)
    theta = math.asin(math.sqrt(3) / 2 * math.sin(lat))
    powers = (1, 3, 7, 9)
    y = sum(a * theta**n for a, n in zip(coefficients, powers, strict=True))
    slope = sum(a * n * theta ** (n - 1) for a, n in zip(coefficients, powers, strict=True))
    return 2 * math.sqrt(3) / 3 * lon * math.cos(theta) / slope, y


def lambert_around(lat0):
    def project(lon, lat):
        # On the unit sphere: the direction from the centre, at the length of the chord.
        east = math.cos(lat) * math.sin(lon)
        north = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(lon)
        depth = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon)
        chord, flat = math.sqrt(2 - 2 * depth), math.hypot(east, north)
        return (east * chord / flat, north * chord / flat) if flat else (0.0, 0.0)

    return project


def on_map(chart, lon, lat):
    projection = chart["projection"]
    project = (
        equal_earth
        if projection["name"] == "equal-earth"
        else lambert_around(math.radians(projection["lat0"]))
    )
    turned = (lon - projection["lon0"] + 180) % 360 - 180
    x, y = project(math.radians(turned), math.radians(lat))
    units = EARTH_KM / projection["km_per_unit"]
    return chart["origin"][0] + x * units, chart["origin"][1] - y * units


def points(ring):
    x = y = 0
    for step_x, step_y in zip(ring[::2], ring[1::2], strict=True):
        x, y = x + step_x, y + step_y
        yield x, y


def is_inside(entry, x, y):
    inside = False
    for ring in entry["rings"]:
        corners = list(points(ring))
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                inside = not inside
    return inside


def owners(chart, lon, lat):
    x, y = on_map(chart, lon, lat)
    return [code for code, entry in chart["countries"].items() if is_inside(entry, x, y)]


@pytest.mark.parametrize(("place", "lon", "lat", "iso3"), PLACES, ids=str)
@pytest.mark.parametrize("name", MAPS)
def test_a_place_in_europe_lies_in_its_country_on_both_maps(name, place, lon, lat, iso3):
    assert owners(MAPS[name], lon, lat) == [iso3], place


@pytest.mark.parametrize(("place", "lon", "lat", "iso3"), FAR_PLACES, ids=str)
def test_a_place_elsewhere_lies_in_its_country_on_the_map_of_the_world(place, lon, lat, iso3):
    assert owners(MAPS["world"], lon, lat) == [iso3], place


def test_the_middle_of_the_atlantic_belongs_to_nobody():
    assert owners(MAPS["world"], -35.0, 30.0) == []


def test_every_country_of_the_table_is_on_the_map_of_the_world():
    assert {country.iso3 for country in COUNTRIES} <= set(MAPS["world"]["countries"])


def test_every_country_of_europe_is_on_the_map_of_europe():
    europe = {country.iso3 for country in COUNTRIES if country.region == "Europe"}
    assert europe <= set(MAPS["europe"]["countries"])


@pytest.mark.parametrize("name", MAPS)
def test_coordinates_are_whole_numbers_inside_the_map(name):
    width, height = MAPS[name]["size"]
    for entry in MAPS[name]["countries"].values():
        for ring in entry["rings"]:
            assert len(ring) >= 6
            for x, y in points(ring):
                assert isinstance(x, int)
                assert isinstance(y, int)
                assert 0 <= x <= width
                assert 0 <= y <= height


@pytest.mark.parametrize("name", MAPS)
def test_a_label_stands_inside_its_country(name):
    for code, entry in MAPS[name]["countries"].items():
        xs, ys = zip(*points(entry["rings"][0]), strict=True)
        x, y = entry["label"]
        assert min(xs) <= x <= max(xs), code
        assert min(ys) <= y <= max(ys), code
        if max(xs) - min(xs) > 20 and max(ys) - min(ys) > 20:
            assert is_inside(entry, x, y + 0.25), code


@pytest.mark.parametrize("name", MAPS)
def test_a_map_names_format_source_and_disclaimer(name):
    assert (MAPS[name]["format"], MAPS[name]["version"]) == ("briefing-map", 1)
    assert "Natural Earth" in MAPS[name]["source"]
    assert MAPS[name]["disclaimer"].endswith(".")


def test_the_map_of_the_world_stays_below_half_a_megabyte():
    assert len(assets.read_bytes("map/world.json")) < 500_000
