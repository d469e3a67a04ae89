import type { ScenarioResults } from './run-suite.js';

/** How two runs of the suite stand to each other. */
export interface Comparison {
  /** The scenarios of both, in order. */
  names: string[];
  /** Those whose checks came to something else, or that one run does not have. */
  different: string[];
}

export function compareResults(left: ScenarioResults, right: ScenarioResults): Comparison {
  const names = [...new Set([...left.keys(), ...right.keys()])].toSorted();
  const different = names.filter(
    (name) => JSON.stringify(left.get(name)) !== JSON.stringify(right.get(name)),
  );
  return { names, different };
}

/** The checks of a scenario that failed; one for a scenario that did not come at all. */
export function failuresOf(results: ScenarioResults, name: string): string[] {
  return (results.get(name) ?? ['none: FAILURE']).filter((check) => check.endsWith(': FAILURE'));
}
