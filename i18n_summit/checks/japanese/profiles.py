"""Styles of Japanese, as tables: by switch, the way to write it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from i18n_summit.checks.japanese.switches import SWITCHES
from i18n_summit.errors import ConfigurationError, nearest

AS_MOST = "as most"
"""The way of a switch that a catalog itself decides."""
KEPT, DROPPED, LISTED = "kept", "dropped", "dropped in some"
"""With the last, the profile's short words alone are looked at."""
LONG_VOWELS = {"er": "long vowel of -er", "y": "long vowel of -y"}
"""By ending, as vowels have it, the name of the switch."""
_INFERRED = (*(switch.name for switch in SWITCHES if switch.is_inferred), *LONG_VOWELS.values())


@dataclass(frozen=True, slots=True)
class Profile:
    """A style of Japanese."""

    name: str
    ways: Mapping[str, str]
    """By the name of the switch; one that is not here is not looked at."""
    source: str = ""
    """Whose style it is …"""
    sections: Mapping[str, str] = field(default_factory=dict)
    """… and where that is said, by switch."""
    short_words: frozenset[str] = frozenset()
    """English words that take no long vowel."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why a switch has its way, where that is said nowhere but in a catalog."""

    def reason(self, switch: str) -> str:
        """Say why a switch has its way."""
        said = f"{self.source} {self.sections.get(switch, '')}".strip()
        return self.reasons.get(switch) or said or "Unicode NFC"


_ALWAYS = {"composition": "composed"}

PROFILES = {
    profile.name: profile
    for profile in (
        Profile("infer", dict.fromkeys(_INFERRED, AS_MOST) | _ALWAYS),
        Profile(
            "jtf",
            {
                "latin space": "none",
                "digit space": "none",
                "japanese space": "none",
                "sign space": "none",
                "mark space": "full-width space",
                "letters": "half",
                "kana": "full",
                "round brackets": "full",
                "square brackets": "full",
                "comma": "、",
                "period": "。",
                "exclamation": "full",
                "colon": "full",
                "range": "〜",
                "dash": "―",
                "separators": "half",
                "decimal sign": ".",
                "counter": "か",
                "stop in quotes": "none",
                "stop in titles": "none",
                "body": AS_MOST,
                "long vowel of -er": KEPT,
                "long vowel of -y": KEPT,
            }
            | _ALWAYS,
            "JTF",
            {
                "latin space": "3.1.1",
                "digit space": "3.1.1",
                "japanese space": "3.1.2",
                "sign space": "3.3",
                "mark space": "4.2.1",
                "letters": "2.1.8, 2.1.9",
                "kana": "2.1.5, 4.2.4",
                "round brackets": "4.3.1",
                "square brackets": "4.3.2",
                "comma": "1.2.1",
                "period": "1.2.1, 4.1.3",
                "exclamation": "4.2.1, 4.2.2",
                "colon": "4.2.7, 4.2.8",
                "range": "4.2.5",
                "dash": "4.2.9",
                "separators": "1.2.2",
                "decimal sign": "2.1.10",
                "counter": "2.2.3",
                "stop in quotes": "4.1.1",
                "stop in titles": "1.1.2",
            },
        ),
        Profile(
            "microsoft",
            {
                "latin space": "space",
                "digit space": "space",
                "bracket space": "space",
                "round brackets": "half",
                "exclamation": "full",
                "long vowel of -er": KEPT,
                "long vowel of -y": LISTED,
            }
            | _ALWAYS,
            "Microsoft",
            {"long vowel of -er": "3.1.3", "long vowel of -y": "3.1.3"},
            # Other words in -y may keep it (ポリシー): they are not judged.
            short_words=frozenset(
                "binary category directory entry library memory primary proxy query registry"
                " repository secondary".split()
            ),
        ),
        Profile(
            "mozilla",
            {
                "latin space": "space",
                "round brackets": "half",
                "colon": "half",
                "long vowel of -er": KEPT,
                "long vowel of -y": KEPT,
            }
            | _ALWAYS,
            "Mozilla",
        ),
        Profile(
            "kubernetes",
            {
                "latin space": "none",
                "bracket space": "none",
                "letters": "half",
                "kana": "full",
                "round brackets": "half",
                "comma": "、",
                "period": "。",
                "exclamation": "full",
                "colon": "half",
                "body": "polite",
                "long vowel of -er": KEPT,
                "long vowel of -y": KEPT,
            }
            | _ALWAYS,
            "Kubernetes",
            short_words=frozenset({"container", "binary", "proxy", "repository"}),
        ),
        Profile("off", {}),
    )
}
"""By name, as the settings have it."""
DEFAULT = "infer"


def profile_named(name: str) -> Profile:
    """Give a profile. Raises ConfigurationError, without a place, where there is none."""
    if name not in PROFILES:
        raise ConfigurationError(f'there is no profile "{name}". {nearest(name, PROFILES)}')
    return PROFILES[name]
