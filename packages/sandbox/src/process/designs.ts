import { bubblewrapArguments, type Mounts } from './bubblewrap.js';
import type { ChildFiles } from './child-files.js';
import { bound, limited, type ResourceLimits } from './resource-limits.js';

/** How to start a child. */
export interface Launch {
  command: string;
  args: string[];
  environment: Record<string, string>;
  /** A seccomp filter, which the command reads from its file descriptor 3. */
  filter?: Buffer;
}

/** What one kind of child is given. */
export interface ChildKind {
  mounts: Mounts;
  /** Options of V8. */
  nodeArguments: readonly string[];
  environment: Record<string, string>;
  resources: ResourceLimits;
}

/** A way to start children. */
export interface Design {
  /** Whether children see files under paths of their own. */
  ownPaths: boolean;
  launch(kind: ChildKind, program: string): Launch;
}

/** A design for every choice of two parts of which either may not work here: with both, with one, with none. */
export function strongestFirst<First, Second>(
  first: First | undefined,
  second: Second | undefined,
  build: (first: First | undefined, second: Second | undefined) => Design,
): [Design, ...Design[]] {
  const weaker: Design[] = [];
  if (first !== undefined && second !== undefined)
    weaker.push(build(first, undefined), build(undefined, second));
  if (first !== undefined || second !== undefined) weaker.push(build(undefined, undefined));
  return [build(first, second), ...weaker];
}

/** Children in bubblewrap. */
export function bubblewrapped(
  bubblewrap: string,
  files: ChildFiles,
  filter: Buffer | undefined,
  prlimit: string | undefined,
): Design {
  return {
    ownPaths: true,
    launch: ({ mounts, nodeArguments, environment, resources }, program) => {
      const jail = [bubblewrap, ...bubblewrapArguments(files, mounts, environment, filter !== undefined)];
      const command = [...jail, files.node, ...nodeArguments, program];
      return {
        ...commandLine(limited(command, resources, prlimit)),
        environment: {},
        ...(filter === undefined ? {} : { filter }),
      };
    },
  };
}

/** Children without a jail of ours. */
export function plain(files: ChildFiles, setpriv: string | undefined, prlimit: string | undefined): Design {
  return {
    ownPaths: false,
    launch: ({ nodeArguments, environment, resources }, program) => {
      const command = [files.node, ...nodeArguments, program];
      return { ...commandLine(bound(limited(command, resources, prlimit), setpriv)), environment };
    },
  };
}

function commandLine([command = '', ...args]: string[]): { command: string; args: string[] } {
  return { command, args };
}
