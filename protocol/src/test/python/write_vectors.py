"""Writes messages as Jupyter's own Python code puts them on the wire.

Needs jupyter_client and jupyter_server (the vectors name the versions). The output is the same on
every run:

    python write_vectors.py > ../resources/dev/perijove/protocol/wire/python-vectors.json

Bytes are base64. A vector holds the ZeroMQ frames of a message and what Python says is in them, and
the WebSocket frames jupyter_server makes of it.
"""

import json
import sys
from base64 import b64encode
from datetime import datetime, timedelta, timezone

import jupyter_client
import jupyter_server
from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import (
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)

KEY = b"5ca1ab1e-c0ffee"
SCHEMES = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512"]
WHEN = datetime(2026, 11, 24, 20, 26, 31, 123456, tzinfo=timezone.utc)
BUNDLE = {
    "data": {"text/plain": "π ≈ 3.14 😀", "application/json": {"a": [1, 2.5, None, True]}},
    "metadata": {"application/json": {"expanded": True}},
}
ERROR = {"ename": "ZeroDivisionError", "evalue": "division by zero", "traceback": ["\x1b[31mTraceback", "  line 1"]}
FAILED = {"status": "error", **ERROR}
ABORTED = {"status": "aborted"}

# channel, message type, contents
MESSAGES = [
    ("shell", "execute_request", [
        {"code": "1 + 1\n", "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": True, "stop_on_error": True},
        {"code": "é😀", "silent": True, "store_history": False, "user_expressions": {"x": "a"}, "allow_stdin": False, "stop_on_error": False},
    ]),
    ("shell", "execute_reply", [
        {"status": "ok", "execution_count": 3, "user_expressions": {"x": {"status": "ok", **BUNDLE}}, "payload": [{"source": "page", "data": {"text/plain": "help"}, "start": 0}]},
        {**FAILED, "execution_count": 4, "user_expressions": {}, "engine_info": {"engine_id": -1}},
        {**ABORTED, "execution_count": 5},
    ]),
    ("shell", "inspect_request", [{"code": "print", "cursor_pos": 5, "detail_level": 1}]),
    ("shell", "inspect_reply", [{"status": "ok", "found": True, **BUNDLE}, FAILED]),
    ("shell", "complete_request", [{"code": "pri", "cursor_pos": 3}]),
    ("shell", "complete_reply", [
        {"status": "ok", "matches": ["print", "private"], "cursor_start": 0, "cursor_end": 3, "metadata": {"_jupyter_types_experimental": [{"text": "print", "type": "function"}]}},
        ABORTED,
    ]),
    ("shell", "history_request", [
        {"output": False, "raw": True, "hist_access_type": "tail", "n": 10},
        {"output": True, "raw": False, "hist_access_type": "range", "session": -1, "start": 1, "stop": None},
        {"output": False, "raw": True, "hist_access_type": "search", "pattern": "a*", "n": 5, "unique": True},
    ]),
    ("shell", "history_reply", [{"status": "ok", "history": [[1, 1, "a"], [1, 2, ["b", "2"]], [1, 3, ["c", None]]]}]),
    ("shell", "is_complete_request", [{"code": "for i in x:"}]),
    ("shell", "is_complete_reply", [{"status": "incomplete", "indent": "    "}, {"status": "complete"}, {"status": "invalid"}, {"status": "unknown"}]),
    ("shell", "connect_request", [{}]),
    ("shell", "connect_reply", [{"status": "ok", "shell_port": 1, "iopub_port": 2, "stdin_port": 3, "hb_port": 4, "control_port": 5}]),
    ("shell", "comm_info_request", [{"target_name": "jupyter.widget"}, {}]),
    ("shell", "comm_info_reply", [{"status": "ok", "comms": {"u-u-i-d": {"target_name": "jupyter.widget"}}}]),
    ("shell", "kernel_info_request", [{}]),
    ("shell", "kernel_info_reply", [{
        "status": "ok", "protocol_version": "5.4", "implementation": "ipython", "implementation_version": "9.18.1",
        "language_info": {
            "name": "python", "version": "3.11.2", "mimetype": "text/x-python", "file_extension": ".py", "pygments_lexer": "ipython3",
            "codemirror_mode": {"name": "ipython", "version": 3}, "nbconvert_exporter": "python", "more": [1],
        },
        "banner": "Python\nmore", "debugger": True, "help_links": [{"text": "Python", "url": "https://docs.python.org"}],
        "supported_features": ["debugger", "kernel subshells"],
    }]),
    ("control", "interrupt_request", [{}]),
    ("control", "interrupt_reply", [{"status": "ok"}, FAILED]),
    ("control", "shutdown_request", [{"restart": True}]),
    ("control", "shutdown_reply", [{"status": "ok", "restart": True}]),
    ("control", "debug_request", [{"type": "request", "command": "debugInfo", "seq": 1}]),
    ("control", "debug_reply", [{"type": "response", "success": True, "body": {"isStarted": False}, "request_seq": 1, "seq": 2}]),
    ("control", "create_subshell_request", [{}]),
    ("control", "create_subshell_reply", [{"status": "ok", "subshell_id": "s1"}]),
    ("control", "delete_subshell_request", [{"subshell_id": "s1"}]),
    ("control", "delete_subshell_reply", [{"status": "ok"}]),
    ("control", "list_subshell_request", [{}]),
    ("control", "list_subshell_reply", [{"status": "ok", "subshell_id": ["s1", "s2"]}]),
    ("stdin", "input_request", [{"prompt": "name? ", "password": False}]),
    ("stdin", "input_reply", [{"status": "ok", "value": "Jo"}, {"value": "Jo"}]),
    ("iopub", "status", [{"execution_state": "busy"}]),
    ("iopub", "stream", [{"name": "stdout", "text": "line\r\n\x1b[0m\ttab \u2028 é😀"}]),
    ("iopub", "display_data", [{**BUNDLE, "transient": {"display_id": "d"}}, {**BUNDLE, "transient": {}}]),
    ("iopub", "update_display_data", [{**BUNDLE, "transient": {"display_id": "d"}}]),
    ("iopub", "execute_result", [{**BUNDLE, "execution_count": 3}]),
    ("iopub", "execute_input", [{"code": "1 + 1", "execution_count": 3}]),
    ("iopub", "error", [ERROR]),
    ("iopub", "clear_output", [{"wait": True}]),
    ("iopub", "comm_open", [{"comm_id": "c", "target_name": "jupyter.widget", "data": {"state": {"value": 0.1}, "buffer_paths": [["a"]]}, "target_module": None}]),
    ("iopub", "comm_msg", [{"comm_id": "c", "data": {"method": "update", "state": {"big": 12345678901234567890, "small": 1e-300}}}]),
    ("iopub", "comm_close", [{"comm_id": "c", "data": {}}]),
    ("iopub", "debug_event", [{"type": "event", "event": "stopped", "seq": 3, "body": {"threadId": 1}}]),
    ("iopub", "iopub_welcome", [{"subscription": ""}]),
    ("shell", "usage_request", [{"anything": {"at": ["all"]}}]),
]


def b64(data):
    return b64encode(bytes(data)).decode("ascii")


def vectors():
    number = 0
    for channel, msg_type, contents in MESSAGES:
        for content in contents:
            yield vector(number, channel, msg_type, content)
            number += 1


def vector(number, channel, msg_type, content):
    scheme = "hmac-" + SCHEMES[number % len(SCHEMES)] if number % 11 else ""
    session = Session(session="5e55", username="jo", key=KEY if scheme else b"", signature_scheme=scheme or "hmac-sha256")
    header = {
        "msg_id": f"5e55_{number}", "msg_type": msg_type, "username": "jo", "session": "5e55",
        "date": WHEN + timedelta(microseconds=number), "version": "5.4",
    }
    if channel == "shell" and number % 3 == 0:
        header["subshell_id"] = "s1"
    if number % 4 == 0:
        header["x_unknown"] = {"kept": [1, 2.5]}
    parent = {} if msg_type.endswith("_request") or msg_type == "iopub_welcome" else {
        "msg_id": "c11e_7", "msg_type": "execute_request", "username": "client", "session": "c11e",
        "date": WHEN, "version": "5.3",
    }
    metadata = {"started": WHEN, "n": 1.5} if number % 2 else {}
    buffers = [b"\x00\x01\xff", b"", bytes(range(256))] if msg_type.startswith("comm_") and "info" not in msg_type else []
    idents = [b"kernel.5e55." + msg_type.encode()] if channel == "iopub" else [b"\x00route", b"c11e"]

    message = session.msg(msg_type, content=content, parent=parent, header=header, metadata=metadata)
    frames = session.serialize(message, ident=idents) + buffers
    message = {key: message[key] for key in ("header", "msg_id", "msg_type", "parent_header", "metadata", "content")}
    return {
        "channel": channel,
        "scheme": scheme,
        "message": message,
        "identities": [b64(ident) for ident in idents],
        "buffers": [b64(buffer) for buffer in buffers],
        "zmq": [b64(frame) for frame in frames],
        "websocket_v1": b64(serialize_msg_to_ws_v1(frames[len(idents) + 2 :], channel)),
        "websocket_text": json.dumps({**message, "buffers": [], "channel": channel}, default=json_default),
        "websocket_binary": b64(serialize_binary_message({**message, "buffers": buffers, "channel": channel})),
    }


json.dump(
    {
        "jupyter_client": jupyter_client.__version__,
        "jupyter_server": jupyter_server.__version__,
        "key": KEY.decode("ascii"),
        "vectors": list(vectors()),
    },
    sys.stdout,
    default=json_default,
    indent=1,
    ensure_ascii=False,
)
print()
