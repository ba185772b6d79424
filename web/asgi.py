"""What servers and applications of ASGI 3.0 call each other with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

__all__ = ["Application", "Message", "Receive", "Scope", "Send"]

Scope = dict[str, Any]
"""What is known of a request before its body comes."""

Message = dict[str, Any]
"""An event of a request, or of its answer; ``type`` says which."""

Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
