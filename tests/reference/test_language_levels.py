from parcours.reference.language_levels import language_levels


def test_each_scale_has_twelve_levels_in_three_stages() -> None:
    for scale, language in (("CLB", "en"), ("NCLC", "fr")):
        levels = language_levels(scale)
        assert [one.level for one in levels] == list(range(1, 13))
        assert {one.language for one in levels} == {language}
        assert [one.stage for one in levels] == ["basic"] * 4 + ["intermediate"] * 4 + ["advanced"] * 4


def test_stages_have_names() -> None:
    last = language_levels("CLB")[-1]
    assert (last.stage_name("en"), last.stage_name("fr")) == ("advanced", "avancé")


def test_there_is_no_other_scale() -> None:
    assert language_levels("IELTS") == ()
