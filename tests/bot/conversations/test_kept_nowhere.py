"""What somebody in need writes passes through the whole assistant and is in none of its files afterwards."""

import pytest

from tests.bot.conversations.player import Talk
from tests.conftest import Stack


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("kwartelzang ik wil niet meer leven", "ja graag kwartelzang"),
        ("kwartelzang mijn man slaat me", "ja kwartelzang"),
        ("kwartelzang nee ik wil niet dood hoor", "soms wel kwartelzang"),
        ("kwartelzang ik word gepest op mijn werk", "nee kwartelzang"),
        ("kwartelzang de deurwaarder komt morgen", "nee kwartelzang"),
    ],
)
def test_words_of_need_are_in_no_file(stack: Stack, said: str, answered: str) -> None:
    with Talk(stack.environment) as talk:
        talk.say("hoi roerdomp")
        talk.say(said)
        talk.say(answered)
    files = [path for path in stack.var_dir.rglob("*") if path.is_file()]
    kept = [path.name for path in files if b"kwartelzang" in path.read_bytes()]
    assert not kept
    assert any(b"roerdomp" in path.read_bytes() for path in files), "ordinary words are kept, so this looked in vain"
