"""Pattern D: a handoff between agents whose servers stand behind different presets."""

import asyncio
import os

from agents import Agent, Runner
from agents.mcp import MCPServerStdio

DATA = os.environ.get("DATA", "/data")
OUTPUT = os.environ.get("OUTPUT", "/output")


def files(name, preset, folder):
    return MCPServerStdio(
        name=name,
        params={
            "command": "sallyport",
            "args": ["mcp", "proxy", "--preset", preset, "--",
                     "mcp-server-filesystem", folder],
            "env": dict(os.environ),
        },
        client_session_timeout_seconds=60,
    )


async def main():
    async with (
        files("Sallyport Filesystem (warn)", "balanced", DATA) as research_fs,
        files("Sallyport Filesystem (strict)", "strict", OUTPUT) as writer_fs,
    ):
        writer = Agent(
            name="Writer",
            instructions="You write reports based on research.",
            mcp_servers=[writer_fs],
        )
        researcher = Agent(
            name="Researcher",
            instructions="You research topics using web and file tools.",
            mcp_servers=[research_fs],
            handoffs=[writer],
        )
        result = await Runner.run(researcher, "Research and write a report on workspace contents")
        print(result.final_output)


asyncio.run(main())
