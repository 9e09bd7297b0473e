"""Where a person can go: guidance near by, and help when safety comes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.schema import Region, Service, Source, Wording

WERKCENTRUM = "werkcentrum"  # the one service with an address per region


@dataclass(frozen=True)
class NearbyService:
    """A service in one region. `url` leads to that region where it has a page of its own, else to the whole country.

    `checked` says in Dutch how sure it is.
    """

    service: Service
    region_code: str
    region_name: str
    url: str | None
    sources: tuple[Source, ...]
    verified: date
    checked: str


class ServiceBook:
    """All services, in memory, in the order of the files: the first fitting one is the first to name."""

    def __init__(self, services: Iterable[Service], regions: Iterable[Region], wording: Wording) -> None:
        self._wording = wording
        self._services = {service.id: service for service in services}
        self._regions = {region.code: region for region in regions}

    def all(self) -> list[Service]:
        """Every service, ended ones too."""
        return list(self._services.values())

    def get(self, service_id: str) -> Service:
        """The service with that id. Raises KeyError when there is none."""
        return self._services[service_id]

    def for_topic(self, topic: str) -> list[Service]:
        """Services that still exist for a topic such as `suicide`, `debt` or `basic_skills`."""
        return [service for service in self._services.values() if topic in service.topics and not service.ended]

    def for_region(self, code: str, topic: str | None = None) -> list[NearbyService]:
        """People to talk to in a region, with source and date; services of that region alone come first.

        Ended services and services of other regions are left out. Raises KeyError on an unknown region code.
        """
        region = self._regions[code]
        fitting = [
            service
            for service in self._services.values()
            if service.kind == "guidance"
            and not service.ended
            and (topic is None or topic in service.topics)
            and (not service.regions or code in service.regions)
        ]
        fitting.sort(key=lambda service: not service.regions)
        return [self._nearby(service, region) for service in fitting]

    def _nearby(self, service: Service, region: Region) -> NearbyService:
        url = (region.werkcentrum_url if service.id == WERKCENTRUM else None) or service.url
        return NearbyService(
            service=service,
            region_code=region.code,
            region_name=region.name,
            url=url,
            sources=service.sources,
            verified=service.verified,
            checked=self._wording.certainty(service.grade, service.verified, service.sources[0].title, url or ""),
        )
