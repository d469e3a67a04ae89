import type { JailLayer, JailReport } from './metrics.js';
import type { Findings } from './probe/findings.js';

/** A wall whose standing a probe's findings show. */
interface TestedLayer {
  name: string;
  /** Whether it stands, and what was seen. */
  judge: (findings: Findings, parent: ParentFacts) => readonly [active: boolean, why: string];
  advice: string;
}

/** What a finding is held against. */
export interface ParentFacts {
  /** The namespaces of the process that starts the children, by kind. */
  namespaces: Record<string, string>;
  /** Names that a child's environment may have. */
  environment: readonly string[];
}

const builtIn = (name: string, why: string): JailLayer => ({ name, active: true, why, basis: 'built-in' });

const builtInLayers: readonly JailLayer[] = [
  builtIn('interpreter', 'programs are interpreted over an allow-list of syntax and hold no host object'),
  builtIn('plans-as-data', 'a query reaches polars as JSON that a validator has read by table'),
  builtIn('process', 'programs run in a child process, one at a time'),
  builtIn('wall-clock', 'a child that does not answer in time is killed'),
  builtIn('memory-watchdog', 'a child that grows too large is killed'),
];

const jailAdvice =
  'Install bubblewrap and allow user namespaces, or run the children in a locked container (a sandbox host).';
const limitAdvice = 'Install util-linux, which has prlimit.';

const testedLayers: readonly TestedLayer[] = [
  {
    name: 'empty-environment',
    judge: ({ environment }, { environment: expected }) => {
      const others = environment.filter((name) => !expected.includes(name));
      return others.length === 0
        ? [true, 'a child finds none of our environment variables']
        : [false, `a child finds ${others.slice(0, 5).join(', ')} in its environment`];
    },
    advice: 'Report this as a fault of the sandbox.',
  },
  {
    name: 'no-network',
    judge: ({ network, interfaces }) => {
      if (network !== 'connected') return [true, `a connection to this machine failed (${network})`];
      return interfaces.length === 0
        ? [true, 'there is no network interface but the loopback']
        : [false, `a child can connect, and has the network of ${interfaces.join(', ')}`];
    },
    advice: `${jailAdvice} A container needs \`network_mode: none\`.`,
  },
  {
    name: 'no-host-files',
    judge: ({ hostFile }) =>
      hostFile === 'read'
        ? [false, 'a child reads files that are not its own']
        : [true, `a file outside the jail cannot be read (${hostFile})`],
    advice: jailAdvice,
  },
  {
    name: 'no-writes',
    judge: ({ writes }) => {
      const written = Object.entries(writes).flatMap(([path, result]) =>
        result === 'written' ? [path] : [],
      );
      const codes = [...new Set(Object.values(writes))].join(', ');
      return written.length === 0
        ? [true, `nothing can be written in any of ${Object.keys(writes).length} places (${codes})`]
        : [false, `a child can write to ${written.join(', ')}`];
    },
    advice: `${jailAdvice} A container needs \`read_only: true\`.`,
  },
  {
    name: 'own-process-tree',
    judge: ({ namespaces }, { namespaces: ours }) => {
      const shared = ['pid', 'ipc', 'mnt'].filter((kind) => namespaces[kind] === ours[kind]);
      return shared.length === 0
        ? [true, 'a child has its own process, message and mount namespaces']
        : [false, `a child shares our namespaces: ${shared.join(', ')}`];
    },
    advice: jailAdvice,
  },
  {
    name: 'no-child-processes',
    judge: ({ childProcess }) =>
      childProcess === 'started'
        ? [false, 'a child can start processes']
        : [true, `a process could not be started (${childProcess})`],
    advice: 'It takes the seccomp filter, which needs bubblewrap.',
  },
  {
    name: 'no-programs',
    judge: ({ programs }) =>
      programs.length === 0
        ? [true, 'no shell and no tool is in sight']
        : [false, `a child sees ${programs.join(', ')}`],
    advice: `${jailAdvice} A container is best built on an image without a shell.`,
  },
  {
    name: 'seccomp',
    judge: ({ status }) =>
      status['Seccomp'] === '2'
        ? [
            true,
            `the kernel filters system calls (${status['Seccomp_filters'] ?? 'an unknown number of'} filters)`,
          ]
        : [false, 'the kernel filters no system calls'],
    advice: `${jailAdvice} Our filter is for x86-64 and aarch64.`,
  },
  {
    name: 'no-capabilities',
    judge: ({ status }) => {
      const held = ['CapPrm', 'CapEff', 'CapBnd'].filter((name) => !/^0+$/.test(status[name] ?? ''));
      return held.length === 0
        ? [true, 'no capability is held or can be had']
        : [false, `capabilities are not empty: ${held.join(', ')}`];
    },
    advice: `${jailAdvice} A container needs \`cap_drop: [ALL]\`.`,
  },
  {
    name: 'no-new-privileges',
    judge: ({ status }) =>
      status['NoNewPrivs'] === '1'
        ? [true, 'no program can gain privileges']
        : [false, 'a set-user-id program would gain privileges'],
    advice: `${jailAdvice} A container needs \`security_opt: [no-new-privileges:true]\`.`,
  },
  {
    name: 'unprivileged-user',
    judge: ({ user }) => (user > 0 ? [true, `the user is ${user}`] : [false, `the user is ${user}`]),
    advice: `${jailAdvice} A container needs \`user: "65534"\`.`,
  },
  limitLayer('data-limit', 'Max data size', (value) => Number(value) > 0, 'RLIMIT_DATA'),
  limitLayer('open-files-limit', 'Max open files', (value) => Number(value) <= 65_536, 'RLIMIT_NOFILE'),
  limitLayer('file-size-limit', 'Max file size', (value) => Number(value) === 0, 'RLIMIT_FSIZE'),
  limitLayer('no-core-dumps', 'Max core file size', (value) => Number(value) === 0, 'RLIMIT_CORE'),
];

function limitLayer(
  name: string,
  kernelName: string,
  holds: (value: string) => boolean,
  title: string,
): TestedLayer {
  return {
    name,
    judge: ({ limits }) => {
      const value = limits[kernelName] ?? 'unknown';
      return [holds(value), `${title} is ${value}`];
    },
    advice: limitAdvice,
  };
}

/** Layers without which bubblewrap would be a jail in name only. */
const essential = new Set(['no-network', 'no-host-files', 'own-process-tree', 'no-capabilities']);

/** All layers, as the findings show them. */
export function judgeLayers(findings: Findings, parent: ParentFacts): JailLayer[] {
  return [
    ...builtInLayers,
    ...testedLayers.map(({ name, judge, advice }): JailLayer => {
      const [active, why] = judge(findings, parent);
      return { name, active, why, basis: 'tested', ...(active ? {} : { advice }) };
    }),
  ];
}

/** All layers where no probe could tell anything: none that has to be tested counts as active. */
export function untestedLayers(failure: string): JailLayer[] {
  return [
    ...builtInLayers,
    ...testedLayers.map(({ name, advice }): JailLayer => {
      return { name, active: false, why: `the self-test failed: ${failure}`, basis: 'tested', advice };
    }),
  ];
}

/** Layers that every locked container has. Files and processes of its own image may be in sight. */
const essentialOfContainer = new Set([
  'no-network',
  'no-capabilities',
  'no-new-privileges',
  'unprivileged-user',
]);

/** What keeps these layers from being a jail; `undefined` when nothing does. */
export function missingEssential(layers: readonly JailLayer[]): string | undefined {
  return missingOf(essential, layers);
}

/** What keeps the children of this report from being jailed as production demands; `undefined` when nothing does. */
export function unfitForProduction({ kind, layers, reason }: JailReport): string | undefined {
  if (kind === 'none') return reason ?? 'no jail was found';
  const missing = kind === 'container' ? missingOf(essentialOfContainer, layers) : undefined;
  return missing === undefined ? undefined : `the container around the process is not locked: ${missing}`;
}

function missingOf(names: ReadonlySet<string>, layers: readonly JailLayer[]): string | undefined {
  const missing = layers.filter(({ name, active }) => !active && names.has(name));
  return missing.length === 0 ? undefined : missing.map(({ why }) => why).join('; ');
}
