// The official conformance suite, for the proofs of those that host or pass MCP.
export { compareResults, failuresOf } from './compare-results.js';
export { richSchema } from './rich-schema.js';
export { runSuite, type ScenarioResults } from './run-suite.js';
