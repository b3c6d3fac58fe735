"""Says what Jupyter's own Python code makes of messages, one JSON object a line.

Reads lines of {scheme, key, zmq: [base64 frames], v1: base64, binary: base64} and answers each with
what jupyter_client reads from the frames and jupyter_server from the two WebSocket frames.
"""

import json
import sys
from base64 import b64decode, b64encode

from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import (
    deserialize_binary_message,
    deserialize_msg_from_ws_v1,
)


def b64(data):
    return b64encode(bytes(data)).decode("ascii")


def parts(message):
    return {name: message[name] for name in ("header", "parent_header", "metadata", "content")} | {
        "buffers": [b64(buffer) for buffer in message["buffers"]]
    }


for line in sys.stdin:
    sent = json.loads(line)
    session = Session(key=sent["key"].encode(), signature_scheme=sent["scheme"])
    identities, frames = session.feed_identities([b64decode(frame) for frame in sent["zmq"]])
    channel, v1 = deserialize_msg_from_ws_v1(b64decode(sent["v1"]))
    answer = {
        "identities": [b64(identity) for identity in identities],
        "zmq": parts(session.deserialize(frames)),
        "v1_channel": channel,
        "v1": [b64(part) for part in v1],
        "binary": parts(deserialize_binary_message(b64decode(sent["binary"]))),
    }
    print(json.dumps(answer, default=json_default), flush=True)
