"""Pattern B: several MCP servers, each with a Sallyport of its own. A poisoned one does not touch the others."""

import asyncio
import os

from agents import Agent, Runner
from agents.mcp import MCPServerStdio

WORKSPACE = os.environ.get("WORKSPACE", "/workspace")
# The third server's command: any program that speaks MCP on its pipes.
THIRD_SERVER = os.environ.get("THIRD_SERVER", "mcp-server-everything").split()


def behind_sallyport(name, *command):
    return MCPServerStdio(
        name=name,
        params={
            "command": "sallyport",
            "args": ["mcp", "proxy", "--config", "sallyport.yaml", "--", *command],
            "env": dict(os.environ),
        },
        client_session_timeout_seconds=60,
    )


async def main():
    async with (
        behind_sallyport(
            "Sallyport Filesystem", "mcp-server-filesystem", WORKSPACE
        ) as filesystem,
        behind_sallyport("Sallyport Memory", "mcp-server-memory") as memory,
        behind_sallyport("Sallyport Third", *THIRD_SERVER) as third,
    ):
        agent = Agent(
            name="Dev Assistant",
            instructions="You help with code, data, and project management.",
            mcp_servers=[filesystem, memory, third],
        )
        result = await Runner.run(agent, "List project issues")
        print(result.final_output)


asyncio.run(main())
