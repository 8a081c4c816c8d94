"""Speaks a script over the `websockets` package; reads it as JSON from its standard input."""
import asyncio
import json
import sys

import websockets


async def speak(script):
    async with websockets.connect(script["url"], open_timeout=10, close_timeout=10) as socket:
        for step in script["steps"]:
            if "send" in step:
                await socket.send(step["send"])
            elif "binary" in step:
                await socket.send(bytes(step["binary"]))
            else:
                while step["expect"] not in await asyncio.wait_for(socket.recv(), 10):
                    pass
        await (await socket.ping(b"are you there"))
        await socket.close(1000, "done")
        print("closed", socket.close_code)


asyncio.run(speak(json.load(sys.stdin)))
