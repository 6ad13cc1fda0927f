"""Reads one base64 message per line, writes what Python's email package makes of it, one JSON object per line."""
import base64
import json
import sys
from email import message_from_bytes, policy

for line in sys.stdin:
    message = message_from_bytes(base64.b64decode(line), policy=policy.default)
    bodies = {}
    defects = []
    for part in message.walk():
        if not part.is_multipart():
            bodies[part.get_content_type()] = base64.b64encode(part.get_payload(decode=True)).decode()
            part.get_content()
        defects += [f"{part.get_content_type()}: {defect!r}" for defect in part.defects]
        for name, value in part.items():
            defects += [f"{name}: {defect!r}" for defect in value.defects]
    addresses = {
        name: [[address.display_name, address.addr_spec] for address in message[name].addresses]
        for name in ("From", "To", "Reply-To")
        if name in message
    }
    print(
        json.dumps(
            {
                "headers": [[name, str(value)] for name, value in message.items()],
                "addresses": addresses,
                "bodies": bodies,
                "defects": defects,
                "parts": [part.get_content_type() for part in message.walk()],
                "preamble": message.preamble,
                "epilogue": message.epilogue,
            }
        ),
        flush=True,
    )
