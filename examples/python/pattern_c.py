"""Pattern C: a local server and a remote one. Both go through Sallyport: the remote one by --upstream."""

import asyncio
import os

from agents import Agent, Runner
from agents.mcp import MCPServerStdio

WORKSPACE = os.environ.get("WORKSPACE", "/tmp")
REMOTE = os.environ.get("REMOTE", "https://api.example.com/mcp")


async def main():
    async with (
        MCPServerStdio(
            name="Sallyport Filesystem",
            params={
                "command": "sallyport",
                "args": ["mcp", "proxy", "--config", "sallyport.yaml", "--",
                         "mcp-server-filesystem", WORKSPACE],
                "env": dict(os.environ),
            },
            client_session_timeout_seconds=60,
        ) as local,
        MCPServerStdio(
            name="Sallyport Remote API",
            params={
                "command": "sallyport",
                "args": ["mcp", "proxy", "--config", "sallyport.yaml", "--upstream", REMOTE],
                "env": dict(os.environ),
            },
            client_session_timeout_seconds=60,
        ) as remote,
    ):
        agent = Agent(
            name="Hybrid Agent",
            instructions="You use local and remote tools.",
            mcp_servers=[local, remote],
        )
        result = await Runner.run(agent, "Use local and remote tools")
        print(result.final_output)


asyncio.run(main())
