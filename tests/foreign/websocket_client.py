"""Speaks a script over the `websocket-client` package; reads it as JSON from its standard input."""
import json
import struct
import sys

import websocket

script = json.load(sys.stdin)
socket = websocket.create_connection(script["url"], timeout=10)
for step in script["steps"]:
    if "send" in step:
        socket.send(step["send"])
    elif "binary" in step:
        socket.send_binary(bytes(step["binary"]))
    else:
        while step["expect"] not in socket.recv():
            pass
socket.ping("are you there")
while socket.recv_data(control_frame=True)[0] != websocket.ABNF.OPCODE_PONG:
    pass
socket.send_close(1000, b"done")
while True:
    opcode, data = socket.recv_data(control_frame=True)
    if opcode == websocket.ABNF.OPCODE_CLOSE:
        print("closed", struct.unpack("!H", data[:2])[0])
        break
socket.shutdown()
