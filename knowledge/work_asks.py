"""What work asks of body and day: how one stands or sits, lifting, a screen, outside, people, evenings.

The editors' own indication: to choose what to show by, and said with "vaak" or "meestal", never as a certainty.
"""

from __future__ import annotations

from typing import Literal

from knowledge.schema import Strict

Much = Literal["little", "some", "much"]


class WorkAsks(Strict):
    """One line per occupation in work_asks.yaml. In doubt the middle value.

    `mixed`: now sitting, now on one's feet. `lifting`: carrying and pushing too. `kneeling`: on the knees or bent low,
    often. `evenings`: weekends and nights too; `shifts` are worked by turns.
    """

    posture: Literal["sitting", "standing", "walking", "mixed"]
    lifting: Much
    kneeling: bool
    screen: Much
    outdoors: Much
    people: Much
    evenings: Literal["seldom", "sometimes", "often", "shifts"]
