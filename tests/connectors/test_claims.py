"""A gateway is known by its address: again after it was killed, and never for another."""

from __future__ import annotations

from connectors.claims import holder_of


def test_a_gateway_that_comes_back_at_its_address_has_the_name_it_had() -> None:
    assert holder_of("127.0.0.1", 8080) == holder_of("127.0.0.1", 8080)


def test_gateways_at_two_addresses_of_a_machine_have_two_names() -> None:
    places = [("127.0.0.1", 8080), ("127.0.0.1", 8081), ("192.0.2.4", 8080)]
    assert len({holder_of(*place) for place in places}) == len(places)


def test_gateways_that_take_any_free_port_are_never_taken_for_one_another() -> None:
    assert holder_of("127.0.0.1", 0) != holder_of("127.0.0.1", 0)
