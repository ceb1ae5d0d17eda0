"""Settings: flag over environment over file over default, and clear refusals."""

from pathlib import Path

import pytest

from uproar.config import SECRET, Settings, resolve
from uproar.errors import ConfigError


def test_flag_over_environment_over_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "uproar.toml").write_text('timezone = "Asia/Seoul"\nworkers = 3\n')
    assert resolve(tmp_path).timezone == "Asia/Seoul"
    monkeypatch.setenv("UPROAR_TIMEZONE", "Asia/Tokyo")
    assert resolve(tmp_path).timezone == "Asia/Tokyo"
    assert resolve(tmp_path, {"timezone": "Europe/Madrid"}).timezone == "Europe/Madrid"
    assert resolve(tmp_path, {"timezone": None}).workers == 3


@pytest.mark.parametrize(
    ("flags", "shows"),
    [
        ({"timezone": "Mars/Base"}, "Mars/Base"),
        ({"workers": 0}, "workers = 0"),
        ({"workers": "many"}, "'many' is not int"),
        ({"relevance_threshold": 1.5}, "1.5"),
        ({"quote_policy": "always"}, "'always'"),
        ({"writer": "poet"}, "'poet'"),
        ({"colour": "red"}, "unknown setting 'colour'"),
        ({"workers": True}, "True is not int"),
    ],
)
def test_an_unusable_value_is_shown(flags: dict[str, object], shows: str) -> None:
    with pytest.raises(ConfigError, match=shows) as refused:
        resolve(flags=flags)
    assert refused.value.hint


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "uproar.toml").write_text("workers = \n")
    with pytest.raises(ConfigError, match=r"uproar\.toml is not valid TOML"):
        resolve(tmp_path)


def test_secrets_are_not_saved_with_a_run() -> None:
    settings = Settings(pseudonym_key="k1", llm_api_key="k2")
    assert set(Settings.__dataclass_fields__) - set(settings.public()) == SECRET
    assert not {"k1", "k2"} & set(map(str, settings.public().values()))
