"""Runs a program that is written for the OpenAI Agents SDK without it: the standard library alone, and no model.

    python drive.py pattern_a.py

It stands in for the few names that the patterns use. MCPServerStdio speaks MCP to a real process; Runner.run calls, for each
server, what its tools offer, hands over to the agent's handoffs, and answers with all that came back.
"""

import asyncio
import itertools
import json
import runpy
import sys
import types


class MCPError(Exception):
    """The server, or the proxy before it, answered with an error."""


class MCPServerStdio:
    def __init__(self, name, params, client_session_timeout_seconds=30, **_):
        self.name, self.params, self.timeout = name, params, client_session_timeout_seconds
        self.ids = itertools.count(1)

    async def __aenter__(self):
        self.process = await asyncio.create_subprocess_exec(
            self.params["command"], *self.params["args"], env=self.params.get("env"),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 24,
        )
        client = {"name": "drive", "version": "1"}
        await self.request("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=client)
        await self.send({"method": "notifications/initialized"})
        return self

    async def __aexit__(self, *_):
        self.process.stdin.close()
        try:
            await asyncio.wait_for(self.process.wait(), self.timeout)
        except asyncio.TimeoutError:
            self.process.kill()
            raise MCPError(f"{self.name} did not end within {self.timeout} s")

    async def send(self, message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
        await self.process.stdin.drain()

    async def request(self, method, **params):
        number = next(self.ids)
        await self.send({"id": number, "method": method, "params": params})
        while True:
            line = await asyncio.wait_for(self.process.stdout.readline(), self.timeout)
            if not line:
                raise MCPError(f"{self.name} ended")
            message = json.loads(line)
            if message.get("id") != number or "method" in message:
                continue
            if "error" in message:
                raise MCPError(message["error"]["message"])
            return message["result"]


class Agent:
    def __init__(self, name, instructions="", mcp_servers=(), handoffs=(), **_):
        self.name, self.servers, self.handoffs = name, mcp_servers, handoffs


class Runner:
    @staticmethod
    async def run(agent, question, **_):
        said = []
        for one in (agent, *agent.handoffs):
            for server in one.servers:
                said += [f"{one.name}, {server.name}: {text}" for text in await use(server, one is not agent, said)]
        return types.SimpleNamespace(final_output="\n".join(said))


async def use(server, is_writer, found):
    """Calls the tools that a server is known by; gives what came back, refusals too."""
    names = {tool["name"] for tool in (await server.request("tools/list"))["tools"]}
    if "list_allowed_directories" in names:
        folder = (await call(server, "list_allowed_directories")).splitlines()[-1]
        if is_writer:
            return [await call(server, "write_file", path=f"{folder}/report.md", content="\n".join(found))]
        listing = await call(server, "list_directory", path=folder)
        files = [line.removeprefix("[FILE] ") for line in listing.splitlines() if line.startswith("[FILE] ")]
        return [listing, *[await call(server, "read_text_file", path=f"{folder}/{name}") for name in files]]
    known = {"read_graph": {}, "echo": {"message": "hello"}, "look_up": {}, "weather": {"city": "Oslo"}}
    return [await call(server, name, **given) for name, given in known.items() if name in names]


async def call(server, tool, **given):
    try:
        result = await server.request("tools/call", name=tool, arguments=given)
    except MCPError as error:
        return f"{tool} failed: {error}"
    return "\n".join(part.get("text", "") for part in result["content"])


def main():
    agents, mcp = types.ModuleType("agents"), types.ModuleType("agents.mcp")
    agents.Agent, agents.Runner, agents.mcp, mcp.MCPServerStdio = Agent, Runner, mcp, MCPServerStdio
    sys.modules.update({"agents": agents, "agents.mcp": mcp})
    runpy.run_path(sys.argv[1], run_name="__main__")


main()
