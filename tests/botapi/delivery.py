"""The two ways in which updates reach the bot: it asks, or it is called.

https://core.telegram.org/bots/api#getting-updates; the conflicts are those of tdlib/telegram-bot-api.
"""

from __future__ import annotations

import asyncio
import re
import time
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.botapi.arguments import Arguments
from tests.botapi.bell import Bell
from tests.botapi.errors import BadRequest, Conflict
from tests.botapi.state import State, Webhook
from tests.botapi.updates import Update, Waiting

LONGEST_POLL = 50
MOST_UPDATES = 100
CONNECTIONS, MOST_CONNECTIONS = 40, 100
RETRY_AFTER = 0.05
"""Seconds between two tries of a webhook. Telegram waits longer and longer; tests do not want to."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


async def get_updates(state: State, arguments: Arguments, bell: Bell) -> list[Update]:
    """Long polling; a newer getUpdates or a setWebhook ends one that waits."""
    limit = arguments.whole("limit", MOST_UPDATES, least=1, most=MOST_UPDATES)
    deadline = time.monotonic() + arguments.whole("timeout", most=LONGEST_POLL)
    with state.change():
        if state.webhook:
            raise Conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        allow_updates(state, arguments)
        state.updates.confirm(arguments.whole("offset", least=-(2**53)))
        me = state.take_polling("other getUpdates request; make sure that only one bot instance is running")
    while True:
        bell.clear()
        with state.changed:
            if state.poll != me:
                raise Conflict(f"terminated by {state.poll_ended_by}")
            updates = state.updates.batch(limit)
        if updates or bell.closing or time.monotonic() >= deadline:
            return updates
        await bell.heard(deadline - time.monotonic())


def allow_updates(state: State, arguments: Arguments) -> None:
    """Takes over `allowed_updates`; when it is not given, what was said before holds."""
    allowed = arguments.get("allowed_updates")
    if allowed is None:
        return
    if not isinstance(allowed, list):
        raise BadRequest("can't parse allowed_updates: expected an Array of String")
    state.updates.allowed = [str(kind) for kind in allowed]


def set_webhook(state: State, arguments: Arguments) -> bool:
    """Over plain HTTP as a self-hosted server allows, but to this machine only."""
    url, secret = arguments.text("url"), arguments.text("secret_token")
    if not url:
        return delete_webhook(state, arguments)
    if urlsplit(url).scheme not in ("http", "https"):
        raise BadRequest("bad webhook: HTTPS URL must be provided for webhook")
    if urlsplit(url).hostname not in LOOPBACK:
        raise BadRequest("bad webhook: this server only calls its own machine")
    if len(secret) > 256:
        raise BadRequest("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise BadRequest("secret token contains unallowed characters")
    allow_updates(state, arguments)
    if arguments.get("drop_pending_updates"):
        state.updates.clear()
    state.take_polling("setWebhook request")
    connections = arguments.whole("max_connections", CONNECTIONS, least=1, most=MOST_CONNECTIONS)
    state.webhook = Webhook(url, secret, connections)
    return True


def delete_webhook(state: State, arguments: Arguments) -> bool:
    if arguments.get("drop_pending_updates"):
        state.updates.clear()
    state.webhook = None
    return True


def get_webhook_info(state: State, arguments: Arguments) -> dict[str, Any]:
    hook = state.webhook
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.waiting_ids),
    }
    if hook:
        info["max_connections"] = hook.connections
    if hook and hook.error:
        info |= {"last_error_date": hook.error_date, "last_error_message": hook.error}
    if state.updates.allowed:
        info["allowed_updates"] = state.updates.allowed
    return info


async def push_updates(state: State, bell: Bell) -> None:
    """Calls the webhook, while there is one: many chats at once, the updates of each one after another.

    What it does not take is tried again; what stands behind that in its queue waits. See WebhookActor in
    tdlib/telegram-bot-api.
    """
    under_way: dict[tuple[str, int], asyncio.Task[None]] = {}
    limits = httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS)
    async with httpx.AsyncClient(trust_env=False, verify=False, timeout=10, limits=limits) as client:
        try:
            while not bell.closing:
                bell.clear()
                under_way = {queue: task for queue, task in under_way.items() if not task.done()}
                with state.changed:
                    hook = state.webhook
                    for waiting in state.updates.firsts() if hook else ():
                        if hook and waiting.queue not in under_way and len(under_way) < hook.connections:
                            handing = _hand_over(client, state, bell, hook, waiting)
                            under_way[waiting.queue] = asyncio.create_task(handing)
                await bell.heard()
        finally:
            for task in under_way.values():
                task.cancel()
            await asyncio.gather(*under_way.values(), return_exceptions=True)


async def _hand_over(client: httpx.AsyncClient, state: State, bell: Bell, hook: Webhook, waiting: Waiting) -> None:
    """Tries once; after a failure rests before the next try."""
    problem = await _push(client, hook, waiting.update)
    with state.change():
        if not problem:
            state.updates.done(waiting)
        else:
            hook.error, hook.error_date = problem, int(time.time())
    if problem:
        await bell.closed(RETRY_AFTER)
    asyncio.get_running_loop().call_soon(bell.ring)  # when this task has ended


async def _push(client: httpx.AsyncClient, hook: Webhook, update: Update) -> str:
    """What is wrong, or nothing."""
    headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
    try:
        response = await client.post(hook.url, json=update, headers=headers)
    except httpx.HTTPError as error:
        return str(error) or type(error).__name__
    if response.is_success:
        return ""
    return f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
