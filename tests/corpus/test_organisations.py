from corpus.organisations import aliases, level_of, parse

OFFICE = "云州市青榆区人民政府办公室"


def test_a_full_name_is_taken_apart() -> None:
    """Regions, the word for government, core and ending are told apart."""
    body = parse("云州市青榆区规划和自然资源局")
    assert body.regions == (("云州", "市"), ("青榆", "区"))
    assert (body.government, body.core, body.suffix) == (False, "规划和自然资源", "局")
    assert parse(OFFICE).government and parse(OFFICE).suffix == "办公室"


def test_the_office_of_a_government_has_its_spoken_names() -> None:
    """府办 and 政府办 with region, level or neither stand for the office."""
    names = aliases(OFFICE)
    assert {"青榆区政府办", "青榆府办", "区府办", "区政府办公室", "云州市青榆区政府办"} <= names


def test_levels_are_never_mixed() -> None:
    """No name of a district's office is a name of the city's."""
    city = aliases("云州市人民政府办公厅")
    owned = {name for name in aliases(OFFICE) if not name.startswith(("府", "政府", "人民政府"))}
    assert not city & owned
    assert level_of(OFFICE) == "区"


def test_a_bureau_goes_by_the_short_form_of_its_core() -> None:
    """规划和自然资源局 is 规资局 and 规划资源局 to people."""
    assert {"区规资局", "青榆规划资源局", "青榆区规资局"} <= aliases("云州市青榆区规划和自然资源局")


def test_a_management_office_is_no_government_office() -> None:
    """政务办 and 政府办 differ, however alike they look."""
    assert not aliases("云州市青榆区人民政府政务管理办公室") & aliases(OFFICE)


def test_a_company_loses_its_legal_form() -> None:
    """A company goes by its name without 股份有限公司 and the trade word before it."""
    assert "青榆机械" in aliases("青榆机械发展股份有限公司")
