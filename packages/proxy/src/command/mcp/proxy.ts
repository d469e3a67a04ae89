import { limits } from '../../limits.js';
import { defaultBudgets } from '../../relay/budgets.js';
import type { Command } from '../command.js';
import { proxyOptionsOf } from './proxy-options.js';
import { runProxy } from './proxy-run.js';

const help = `sallyport mcp proxy: a firewall before an MCP server

  sallyport mcp proxy -- npx -y @modelcontextprotocol/server-filesystem /tmp
                                            put this in place of the server's own command, in any client
  sallyport mcp proxy --preset strict --server files -- npx -y @modelcontextprotocol/server-filesystem /tmp
  sallyport mcp proxy --env GITHUB_TOKEN -- npx -y @modelcontextprotocol/server-github
  sallyport mcp proxy --upstream https://data.example.com/mcp --ca ca.pem --cert me.pem --key me-key.pem
                                            before a remote server, over mutual TLS

  -p, --preset NAME    balanced (default), strict, audit, generic-agent or claude-code
  -c, --config FILE    a configuration, as sallyport generate config writes it
  --server NAME        the server's name in the log and for its pins (default: its command line)
  --identity TEXT      what it is pinned as (default: its command line or address, any change of which waits for approval)
  --agent NAME         whose client this is, for the log
  --upstream URL       a Streamable HTTP server to stand before, in place of a command
  --ca FILE            the authority that its certificate must be from
  --cert FILE, --key FILE
                       the certificate and the key that are shown to it
  --header "K: V"      sent with each request; $NAME in the value is read from the environment
  --listen [HOST:]PORT serve clients over HTTP at /mcp (on the loopback interface unless told otherwise)
  --tls-cert FILE, --tls-key FILE, --client-ca FILE
                       with TLS, and for clients with a certificate of that authority alone
  --allow-host NAME    a name besides localhost by which it may be called; may be repeated
  --session-idle S     seconds without a request after which a client's session is over (default ${limits.sessionIdleMs / 1000})
  --env K[=V]          a variable that the server gets besides the usual ones; may be repeated
  --block-style STYLE  how a blocked tool call is answered: error (default), or result, which the model reads
  --log-format FORMAT  text (default) or json, on standard error
  --quiet              tell decisions and failures there, and what the server writes only when it fails
  --max-calls N        tool calls that the client may make (default ${defaultBudgets.calls})
  --max-bytes N        bytes of calls and answers (default ${defaultBudgets.bytes})
  --max-identical-calls N
                       calls of one tool with the same arguments (default ${defaultBudgets.identicalCalls})

Tools, prompts, resource templates, the server's instructions and its command are trusted as they are at the first use;
what changes later is withheld. What happens is told on standard error and recorded under SALLYPORT_HOME (~/.sallyport).
While a file kill-switch lies there, or after SIGUSR2, every request is refused.
A configuration is read anew when its file changes, or after SIGHUP; one that cannot be used changes nothing.
Where it says \`action: ask\`, messages wait for \`sallyport approvals\`.

Exit codes: 0 fine, 2 wrong usage, 3 the server is not reached as it was when it was pinned, 10 the server failed.
`;

/** `sallyport mcp proxy` */
export const proxyCommand: Command = {
  name: 'mcp proxy',
  summary: 'a firewall before an MCP server',
  help,
  run: async (args, console) => runProxy(await proxyOptionsOf(args), console, () => proxyOptionsOf(args)),
};
