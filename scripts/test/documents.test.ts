import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, isSkippingForbidden } from '@sallyport/testing';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../lib/places.js';
import { blocksOf, commandsOf, documents, type Block } from './documents/blocks.js';
import { treatments, type Treatment } from './documents/commands.js';
import { startHouse, type House } from './documents/house.js';
import { typeCheck } from './documents/type-check.js';
import { inWorkshop, type Workshop } from './documents/workshop.js';

const blocks = documents().flatMap(blocksOf);
const inLanguages = (...languages: string[]): Block[] =>
  blocks.filter(({ language }) => languages.includes(language));
const used = new Set<Treatment>();

/** Blocks that are neither commands nor code of a language that is checked here: the test that holds them to the truth. */
const elsewhere: Readonly<Record<string, string>> = {
  'README.md ': 'scripts/test/documents.test.ts',
  'docs/architecture.md ': 'packages/testing/test/architecture.test.ts',
  'packages/sandbox/api.md js': 'packages/sandbox/test/facade/generated-texts.test.ts',
  'packages/sandbox/README.md js': 'packages/sandbox/test/command/readme.test.ts',
  'packages/sandbox/README.md text': 'packages/sandbox/test/command/readme.test.ts',
  'packages/sandbox/README.md console': 'packages/sandbox/test/command/readme.test.ts',
};
const keyOf = ({ document, language }: Block): string => `${document} ${language}`;

describe('the documents', () => {
  it('have only blocks that something proves', () => {
    const checked = new Set(['sh', 'bash', 'ts', 'json', 'yaml', 'python', 'toml']);
    const loose = blocks.filter(
      (block) => !checked.has(block.language) && !(keyOf(block) in elsewhere) && block.language !== 'js',
    );
    expect(loose.map(({ document, line, language }) => `${document}:${line} ${language}`)).toEqual([]);
    expect(Object.values(elsewhere).filter((file) => !existsSync(join(repository, file)))).toEqual([]);
  });

  it('have TypeScript that compiles against the packages', () => {
    expect(typeCheck(inLanguages('ts'))).toEqual([]);
  });

  it('have JSON that can be parsed', () => {
    for (const { body } of inLanguages('json')) expect(() => JSON.parse(body) as unknown).not.toThrow();
  });

  it('name folders that are there', () => {
    const tree = blocksOf('README.md').find(({ language }) => language === '');
    const made = new Set(['reports/']);
    let parent = '';
    const named = (tree?.body.split('\n') ?? []).flatMap((line) => {
      const name = /^ *(\S+\/)/.exec(line)?.[1] ?? '';
      if (!line.startsWith(' ')) parent = name;
      return made.has(name) ? [] : [line.startsWith(' ') ? join(parent, name) : name];
    });
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });
});

describe('configurations in the documents', { concurrent: true }, () => {
  it.each(inLanguages('yaml').map((block) => [`${block.document}:${block.line}`, block] as const))(
    '%s',
    async (_, { body }) => {
      const value = parse(body) as Record<string, unknown>;
      // A part of a compose file is proved with the stack.
      if ('services' in value || 'sandbox' in value) return;
      const { code, said } = await inWorkshop({}, (workshop) => {
        workshop.put('sallyport.yaml', body);
        return workshop.run('sallyport check --kind config sallyport.yaml');
      });
      expect({ code, said }).toMatchObject({ code: 0 });
    },
  );
});

describe('Python in the documents', () => {
  const examples = ['pattern_a', 'pattern_b', 'pattern_c', 'pattern_d', 'fetch_through'].map((name) =>
    readFileSync(join(repository, 'examples', 'python', `${name}.py`), 'utf8'),
  );
  it.each(inLanguages('python').map((block) => [`${block.document}:${block.line}`, block] as const))(
    '%s is a part of a program that the tests run',
    (_, { body }) => {
      expect(examples.some((program) => program.includes(body.trim()))).toBe(true);
    },
  );
});

// What has changed since the last build is built first.
describe('commands in the documents', { timeout: 240_000 }, () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  }, 150_000);
  afterAll(() => house.stop());

  const withCommands = [...new Set(inLanguages('sh', 'bash').map(({ document }) => document))];
  it.concurrent.each(withCommands)('%s', async (document) => {
    const commands = blocksOf(document)
      .filter(({ language }) => language === 'sh' || language === 'bash')
      .flatMap(commandsOf);
    // Documents that ask a question share the server; the others begin with nothing.
    const asks = commands.some((command) => /^(?:pnpm ask|curl) /.test(command));
    const problems = await inWorkshop(asks ? house.environment : {}, async (workshop) => {
      const found: string[] = [];
      for (const command of commands) found.push(...(await prove(workshop, house.inPlace(command))));
      return found;
    });
    expect(problems).toEqual([]);
  });

  it('are treated by a list of which nothing is left over', () => {
    expect(treatments.filter((each) => !used.has(each)).map(({ command }) => String(command))).toEqual([]);
  });
});

describe('programs for the sandbox in the documents', () => {
  const programs = inLanguages('js').filter((block) => !(keyOf(block) in elsewhere));
  it.each(programs.map((block) => [`${block.document}:${block.line}`, block] as const))(
    '%s runs',
    async (_, { body }) => {
      const data = join(repository, 'apps', 'mcp-server', 'data');
      const { code, said } = await inWorkshop({}, (workshop) => {
        workshop.put('program.js', body);
        return workshop.run(`sallyport-sandbox run program.js --data ${data}`);
      });
      expect({ code, said }).toMatchObject({ code: 0 });
    },
  );
});

/** Proves a command; gives what is wrong, if anything is. */
async function prove(workshop: Workshop, command: string): Promise<string[]> {
  const treatment = treatments.find((each) => each.command.test(command));
  if (treatment === undefined) return [`nothing proves this command: ${command}`];
  used.add(treatment);
  if ('by' in treatment) {
    const isThere = existsSync(join(repository, treatment.by));
    return isThere ? [] : [`${treatment.by} is to prove ${command}, and is not there`];
  }
  const needed = command.includes('python') ? 'python3' : command.startsWith('curl') ? 'curl' : undefined;
  if (needed !== undefined && findProgram(needed) === undefined) {
    // The others of the document are still proved.
    return isSkippingForbidden() ? [`${needed} is not installed`] : [];
  }
  treatment.before?.(workshop);
  const { until, says, code = 0 } = treatment;
  const ended = await (until ? workshop.serve(command, until) : workshop.run(command));
  const isRight = until ? until.test(ended.said) : ended.code === code;
  if (isRight && (says?.test(ended.said) ?? true)) return [];
  return [`${command} ended with ${ended.code} and said: ${ended.said.slice(-2_000)}`];
}
