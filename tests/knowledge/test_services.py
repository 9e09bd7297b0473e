"""Where a person can go: the right number for the right trouble."""

from functools import cache

import pytest

from knowledge.loading import load_all
from knowledge.services import ServiceBook


@cache
def services() -> ServiceBook:
    return ServiceBook(load_all().services)


@pytest.mark.parametrize(
    ("topic", "phones"),
    [
        ("suicide", {"112", "113"}),
        ("violence", {"112", "0800-2000"}),
        ("debt", {"0800-8115"}),
        ("legal", {"0800-8020"}),
    ],
)
def test_every_safety_topic_has_its_number(topic: str, phones: set[str]) -> None:
    assert {service.phone for service in services().for_topic(topic)} == phones


@pytest.mark.parametrize(
    "topic", ["work", "learning", "job_loss", "benefit", "basic_skills", "bullying", "discrimination"]
)
def test_every_topic_of_the_conversation_has_a_place_to_go(topic: str) -> None:
    assert services().for_topic(topic)


def test_the_werkcentrum_is_named_first() -> None:
    assert services().for_topic("work")[0].id == "werkcentrum"


def test_a_service_that_ended_is_not_offered_and_says_what_there_is_now() -> None:
    ended = services().get("regionaal_mobiliteitsteam")
    assert ended.ended and ended.instead
    assert ended not in services().for_topic("job_loss")


def test_an_unknown_service_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        services().get("rmt")
