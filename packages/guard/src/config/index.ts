// The complete public surface of @sallyport/guard/config: an entry of its own, so that only who reads a file loads the
// YAML parser. Named exports only.
export { configMarkdown } from './config-markdown.js';
export { loadConfig, parseConfig, type ConfigOptions, type ParsedConfig } from './load-config.js';
export { aboutPreset, presetYaml } from './preset-yaml.js';
export { describeProblem, type ConfigProblem } from './problem.js';
