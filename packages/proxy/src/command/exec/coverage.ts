import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';

/** What the variables do not reach of a program, in words for a person. */
export function coverageWarnings(
  command: readonly string[],
  { intercepts, path }: { intercepts: boolean; path: string | undefined },
): string[] {
  const [program = ''] = command;
  const name = basename(program).replace(/\.(?:exe|cmd)$/i, '');
  const warnings: string[] = [];
  if (/^(?:node|npm|npx|pnpm|pnpx|yarn|tsx|ts-node|next|vite)$/.test(name)) {
    warnings.push(...nodeWarnings(name === 'node' ? program : 'node', path));
  }
  if (/^(?:java|gradle|mvn|kotlin|scala|sbt)$/.test(name) && intercepts) {
    warnings.push(
      'Java programs that name a trust store of their own do not trust the authority: import it there with keytool -importcert -file ca.pem.',
    );
  }
  if (/^(?:chromium|chrome|google-chrome|firefox)$/.test(name)) {
    warnings.push(
      'Browsers do not read these variables: start them with --proxy-server, and import the authority.',
    );
  }
  if (/^(?:ssh|scp|sftp|rsync|nc|ncat|telnet|docker|podman|kubectl)$/.test(name)) {
    warnings.push(
      `${name} does not speak through an HTTP proxy, or does so in a process that these variables do not reach.`,
    );
  }
  return warnings;
}

function nodeWarnings(node: string, path: string | undefined): string[] {
  const version = versionOf(node, path);
  if (version === undefined) return [];
  const [major = 0, minor = 0] = version;
  const isHonoured = major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
  if (isHonoured) {
    return [
      'Agents and dispatchers that the program makes itself go past the variables (sallyport run cannot see it).',
    ];
  }
  return [
    `Node ${version.join('.')} does not read HTTP_PROXY and HTTPS_PROXY: its fetch and node:http go straight to the network. Use Node 24.5 or later, or the dispatcher of @sallyport/agent; only a network without another way out makes sure.`,
  ];
}

function versionOf(node: string, path: string | undefined): number[] | undefined {
  const ran = spawnSync(node, ['--version'], {
    encoding: 'utf8',
    timeout: 5000,
    ...(path === undefined ? {} : { env: { PATH: path } }),
  });
  const [, text] = /^v(\d+\.\d+\.\d+)/.exec(ran.stdout ?? '') ?? [];
  return text?.split('.').map(Number);
}
