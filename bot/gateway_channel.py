"""Rasa's REST channel as the gateway needs it: a message that comes a second time changes nothing.

The gateway sends a message again when it does not know what became of it: it or Rasa was killed, or the answer came too
late. Rasa's own channel would take that as a second message, and "ja" would answer the next question, too. Here a turn
is stored whole or not at all, and a message whose turn was stored gets the answer it got.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

INTENT_HEADER = "X-Intent"
NOT_NOW = 503
HEALTH_SECONDS = 2
TURN_SECONDS = 10  # a busy action server is worth waiting for: the first message of its life takes seconds


class GatewayInput(RestInput):
    """POST {sender, message, message_id?, again?}; the answer is Rasa's list of messages, the intent in a header.

    503 when the action server did not answer: nothing of the turn is stored, and the same message may come again.
    """

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes; `on_new_message` is not used, because the turn is ours."""
        routes = Blueprint("gateway_channel", "gateway_channel")

        @routes.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return await well(request.app.ctx.agent)

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            sent = request.json
            return await turn(
                request.app.ctx.agent,
                UserMessage(
                    sent["message"],
                    CollectingOutputChannel(),
                    sent["sender"],
                    input_channel=self.name(),
                    message_id=sent.get("message_id"),
                ),
                again=bool(sent.get("again")),
            )

        return routes


async def well(agent: Agent) -> HTTPResponse:
    """200 when a message can be answered now, 503 while the model or the action server is not there."""
    if agent.processor is None or not await _actions_answer(agent, HEALTH_SECONDS):
        return json({"status": "away"}, NOT_NOW)
    return json({"status": "ok"})


async def turn(agent: Agent, message: UserMessage, *, again: bool) -> HTTPResponse:
    """Take one message; `again` when it may have been taken before. One turn of a conversation at a time."""
    if agent.processor is None:
        return json([], NOT_NOW)
    async with agent.lock_store.lock(message.sender_id):
        if again:
            before = await agent.tracker_store.retrieve(message.sender_id)
            if before is not None and (told := answer_to(before, message.message_id)) is not None:
                return _answer(told, before)
        tracker = await _taken(agent, message)
        if not message.output_channel.messages and not await _actions_answer(agent):
            return json([], NOT_NOW)  # not stored: as if the message never came
        await agent.processor.save_tracker(tracker)
    return _answer(message.output_channel.messages, tracker)


def answer_to(tracker: DialogueStateTracker, message_id: str | None) -> list[dict[str, Any]] | None:
    """What was said to the last message, when that is this one; else None."""
    last = next((place for place, event in _backwards(tracker) if isinstance(event, UserUttered)), None)
    if not message_id or last is None or tracker.events[last].message_id != message_id:
        return None
    said = [event for event in list(tracker.events)[last:] if isinstance(event, BotUttered)]
    return [_as_sent(tracker.sender_id, event) for event in said]


async def _taken(agent: Agent, message: UserMessage) -> DialogueStateTracker:
    """The turn of Rasa 3.6's MessageProcessor.handle_message, up to storing it."""
    processor = agent.processor
    tracker = await processor.log_message(message, should_save_tracker=False)
    tracker = await processor.run_action_extract_slots(message.output_channel, tracker)
    await processor._run_prediction_loop(message.output_channel, tracker)
    await processor.run_anonymization_pipeline(tracker)
    return tracker


async def _actions_answer(agent: Agent, seconds: float = TURN_SECONDS) -> bool:
    endpoint = agent.action_endpoint
    if endpoint is None:
        return True
    try:
        # A process that hangs takes the line and says nothing; Rasa itself would wait for minutes.
        async with (
            asyncio.timeout(seconds),
            endpoint.session() as session,
            session.get(_health(endpoint.url)) as response,
        ):
            return bool(response.status == 200)
    except Exception:  # refused, reset or too late: it is not there
        return False


def _health(actions_url: str) -> str:
    return actions_url.rsplit("/", 1)[0] + "/health"


def _backwards(tracker: DialogueStateTracker) -> list[tuple[int, Any]]:
    return list(enumerate(tracker.events))[::-1]


def _as_sent(sender_id: str, event: BotUttered) -> dict[str, Any]:
    kept = {"text": event.text, **{key: event.data.get(key) for key in ("buttons", "attachment", "image", "custom")}}
    return {"recipient_id": sender_id, **{key: value for key, value in kept.items() if value}}


def _answer(messages: list[dict[str, Any]], tracker: DialogueStateTracker) -> HTTPResponse:
    intent = tracker.latest_message.intent.get("name") if tracker.latest_message else None
    return json(messages, headers={INTENT_HEADER: intent or ""})
