"""The catalog: everything of data/reference loads together and fits together."""

from cchc.catalog.catalog import load_catalog


def test_the_reference_data_loads_and_is_kept():
    catalog = load_catalog()
    assert load_catalog() is catalog
    assert catalog.indicators.get("on_time_rate").unit == "%"
    assert catalog.agencies.get("20").name
    assert catalog.calendars.get("official").deadline_day == 20


def test_every_indicator_of_a_form_is_in_the_registry():
    catalog = load_catalog()
    codes = {column.indicator for form in catalog.forms for column in form.columns}
    assert codes - {None} <= catalog.indicators.codes


def test_a_form_is_found_by_its_id():
    catalog = load_catalog()
    assert catalog.form(catalog.forms[0].id) is catalog.forms[0]
    assert catalog.form("không có") is None


def test_a_form_is_named_as_its_own_file_names_it():
    catalog = load_catalog()
    assert {form.id: catalog.form_name(form.id) for form in catalog.forms} == {
        form.id: form.name for form in catalog.forms
    }
    assert catalog.form_name("không có") == "không có"
