"""What the Cloud API takes, read on 2026-11-25 in Meta's documentation (business-messaging/whatsapp/…, named below)."""

from __future__ import annotations

from datetime import timedelta

# messages/text-messages
TEXT_BODY = 4096

# messages/interactive-reply-buttons-messages
BUTTONS = 3
BUTTON_TITLE = 20
INTERACTIVE_BODY = 1024

# messages/interactive-list-messages
LIST_ROWS = 10  # all sections together
ROW_TITLE = 24
ROW_DESCRIPTION = 72
LIST_BUTTON = 20

# templates: a parameter has no line breaks, and the filled-in body stays within 1024 characters
TEMPLATE_PARAMETER = 900

# messages/send-messages: anything but an approved template only so long after the person last wrote. Clocks differ.
WINDOW = timedelta(hours=24)
CLOCKS_DIFFER = timedelta(minutes=5)

# throughput: both ways together; 20 for a number that is used in the WhatsApp Business app, too
PER_SECOND = 80

# about-the-platform, pair rate: one message in 6 seconds to the same person; 45 at once are borrowed from what follows
PAIR_SECONDS = 6.0
PAIR_BURST = 45
RETRY_GROWTH = 4.0
"""After error 131056 one waits 4^X seconds, X counting from 0."""

# webhooks/create-webhook-endpoint: payloads up to 3 MB
WEBHOOK_BODY = 3 * 1024 * 1024
