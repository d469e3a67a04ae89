import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.js';

/** What follows a verb: the names, and whether the answer is wanted as JSON. */
export interface VerbCall {
  names: string[];
  asJson: boolean;
}

/** Reads `VERB NAME… [--json]`, where no verb is `list`; gives what the verb does, and with what. */
export function readVerb<Act>(
  command: string,
  verbs: Readonly<Record<string, Act>>,
  args: string[],
): { act: Act; call: VerbCall } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [verb = 'list', ...names] = positionals;
  const act = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (act !== undefined) return { act, call: { names, asJson: values.json } };
  const known = Object.keys(verbs).join(', ');
  throw new UsageError(`sallyport ${command} knows ${known}, not ${JSON.stringify(verb)}.`);
}
