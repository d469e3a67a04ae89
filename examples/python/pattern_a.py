"""Pattern A: one MCP server, with Sallyport before it."""

import asyncio
import os

from agents import Agent, Runner
from agents.mcp import MCPServerStdio

WORKSPACE = os.environ.get("WORKSPACE", "/workspace")


async def main():
    async with MCPServerStdio(
        name="Sallyport Filesystem",
        params={
            "command": "sallyport",
            "args": [
                "mcp", "proxy",
                "--config", "sallyport.yaml",
                "--",
                "mcp-server-filesystem", WORKSPACE,
            ],
            "env": dict(os.environ),
        },
        client_session_timeout_seconds=60,
    ) as server:
        agent = Agent(
            name="File Analyst",
            instructions="You analyze files in the workspace.",
            mcp_servers=[server],
        )
        result = await Runner.run(agent, "List all files in the workspace")
        print(result.final_output)


asyncio.run(main())
