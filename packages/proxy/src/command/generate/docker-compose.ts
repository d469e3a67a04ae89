import { parseArgs } from 'node:util';
import type { Command } from '../command.js';
import { ExitCode } from '../exit-code.js';
import { UsageError } from '../usage-error.js';
import { packageVersion } from '../version.js';
import { composeAgentNames } from './compose-agents.js';
import { composeYaml } from './compose-yaml.js';
import { outputOptions, writeOutput } from './write-output.js';

const help = `sallyport generate docker-compose: an agent without a network of its own, behind sallyport run

  sallyport generate docker-compose --agent openai -o docker-compose.yaml
  docker compose up

  --agent NAME         generic (default), openai, claude-code or openhands
  -o, --output FILE    write a file (mode 0600) in place of standard output
  --force              replace the file

The agent's network is internal. It reaches its model's API through the forward proxy (HTTPS_PROXY), pages through
SALLYPORT_FETCH_URL, and nothing else: the hosts are named in the configuration inside the file.
`;

/** `sallyport generate docker-compose` */
export const generateComposeCommand: Command = {
  name: 'generate docker-compose',
  summary: 'an agent without a network of its own, behind sallyport run',
  help,
  run: (args, console) => {
    const { values } = parseArgs({
      args,
      options: { agent: { type: 'string', default: 'generic' }, ...outputOptions },
    });
    const agent = composeAgentNames.find((name) => name === values.agent);
    if (agent === undefined)
      throw new UsageError(
        `There is no agent ${JSON.stringify(values.agent)}. The agents are ${composeAgentNames.join(', ')}.`,
      );
    if (writeOutput(composeYaml(agent, packageVersion()), values, console)) {
      console.error.write(
        'Next:\n  1. docker build -t sallyport:VERSION --target sallyport PATH, as the file says\n  2. set the keys that it names\n  3. docker compose up\n',
      );
    }
    return Promise.resolve(ExitCode.Fine);
  },
};
