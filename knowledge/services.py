"""Where a person can go: guidance near by, and help when safety comes first."""

from collections.abc import Iterable

from knowledge.schema import Service


class ServiceBook:
    """All services, in memory, in the order of the files: the first fitting one is the first to name."""

    def __init__(self, services: Iterable[Service]) -> None:
        self._services = {service.id: service for service in services}

    def all(self) -> list[Service]:
        """Every service, ended ones too."""
        return list(self._services.values())

    def get(self, service_id: str) -> Service:
        """The service with that id. Raises KeyError when there is none."""
        return self._services[service_id]

    def for_topic(self, topic: str) -> list[Service]:
        """Services that still exist for a topic such as `suicide`, `debt` or `basic_skills`."""
        return [service for service in self._services.values() if topic in service.topics and not service.ended]
