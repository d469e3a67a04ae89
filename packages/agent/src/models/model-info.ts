/** Which kind of model answers: the rule-based one in this package, OpenAI's, or one behind a compatible server. */
export type ModelKind = 'embedded' | 'openai' | 'compatible';

/** The model that a run used. */
export interface ModelInfo {
  kind: ModelKind;
  name: string;
  /** The compatible server's address, without credentials. */
  baseUrl?: string;
}

/** The environment variables that choose the model. */
export type ModelEnvironment = Readonly<Record<string, string | undefined>>;

/** Tokens and requests of one run, added up over its model calls. The embedded model counts none. */
export interface RunUsage {
  requests: number;
  inputTokens: number;
  outputTokens: number;
  totalTokens: number;
}
