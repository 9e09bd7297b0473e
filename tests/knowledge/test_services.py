"""Where a person can go: the right number for the right trouble."""

from functools import cache

import pytest

from knowledge.loading import load_all
from knowledge.services import ServiceBook


@cache
def services() -> ServiceBook:
    loaded = load_all()
    return ServiceBook(loaded.services, loaded.regions.regions, loaded.wording)


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


def test_every_region_has_people_to_talk_to_with_source_and_date() -> None:
    for region in load_all().regions.regions:
        found = services().for_region(region.code)
        assert found[0].service.id == "werkcentrum"
        assert found[0].url == region.werkcentrum_url
        assert all(each.sources and each.verified and each.region_name == region.name for each in found)


def test_a_region_shows_neither_ended_services_nor_emergency_numbers() -> None:
    found = [each.service for each in services().for_region("AM06")]
    assert all(service.kind == "guidance" and not service.ended for service in found)


def test_a_topic_keeps_only_what_fits_it() -> None:
    assert [each.service.id for each in services().for_region("AM06", "basic_skills")] == ["taalhuis"]


def test_a_service_of_one_region_comes_first_there_and_not_at_all_elsewhere() -> None:
    loaded = load_all()
    local = services().get("taalhuis").model_copy(update={"id": "taalpunt_twente", "regions": ("AM05",)})
    book = ServiceBook([*loaded.services, local], loaded.regions.regions, loaded.wording)
    assert [each.service.id for each in book.for_region("AM05", "basic_skills")] == ["taalpunt_twente", "taalhuis"]
    assert [each.service.id for each in book.for_region("AM06", "basic_skills")] == ["taalhuis"]


def test_an_unknown_region_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        services().for_region("AM04")
