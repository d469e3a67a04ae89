import type { z } from 'zod';
import { AgentError } from '../errors.js';
import type { AgentLimits } from '../limits.js';
import type { GuardedMcpServer } from '../mcp/guarded-server.js';
import { TtlCache } from '../mcp/ttl-cache.js';
import { withheldError } from '../mcp/withheld-error.js';
import { RunErrorCode } from '../runs/run-error.js';
import { readToolOutput } from '../runs/tool-output.js';
import { datasetListSchema, datasetProfileSchema } from './schemas.js';
import { suggestQuestions } from './suggestions.js';
import type { DatasetProfile, DatasetSummary } from './types.js';

/** The datasets as the MCP server's tools show them, kept for a while. */
export class Catalog {
  readonly #list: TtlCache<DatasetSummary[]>;
  readonly #profiles = new Map<string, TtlCache<DatasetProfile>>();

  constructor(
    private readonly server: GuardedMcpServer,
    private readonly limits: AgentLimits,
    /** `SALLYPORT_HOME`: where the pins lie. */
    private readonly home: string,
  ) {
    this.#list = new TtlCache(limits.catalogTtlMs);
  }

  datasets(): Promise<DatasetSummary[]> {
    return this.#list.get(async () => (await this.#call('list_datasets', {}, datasetListSchema)).datasets);
  }

  async describe(name: string): Promise<DatasetProfile> {
    const known = (await this.datasets()).some((dataset) => dataset.name === name);
    if (!known) {
      throw new AgentError(
        RunErrorCode.datasetUnknown,
        `There is no dataset with the name ${JSON.stringify(name)}.`,
        'Take a name from the list of datasets.',
      );
    }
    let profile = this.#profiles.get(name);
    if (!profile) {
      profile = new TtlCache(this.limits.catalogTtlMs);
      this.#profiles.set(name, profile);
    }
    return profile.get(() => this.#call('describe_dataset', { dataset: name }, datasetProfileSchema));
  }

  /** Questions that the data can answer: one of each dataset first, then the seconds. */
  async suggestions(): Promise<string[]> {
    const datasets = (await this.datasets()).slice(0, this.limits.suggestionDatasets);
    const described = await Promise.allSettled(datasets.map((dataset) => this.describe(dataset.name)));
    const profiles = described.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failed = described.find((outcome) => outcome.status === 'rejected');
    // A dataset that the guard keeps back takes none of the others along.
    if (profiles.length === 0 && failed) throw failed.reason;
    return suggestQuestions(profiles, this.limits.suggestions);
  }

  async #call<Result>(
    tool: string,
    args: Record<string, unknown>,
    schema: z.ZodType<Result>,
  ): Promise<Result> {
    const result = await this.server.callToolResult(tool, args);
    const { structuredContent, isError } = result;
    const { output } = readToolOutput(
      { structuredContent: structuredContent ?? null, isError: isError === true },
      result.content,
    );
    const parsed = schema.safeParse(output);
    if (!isError && parsed.success) return parsed.data;
    if (output.error?.code === 'blocked-by-guard') {
      throw new AgentError(
        RunErrorCode.datasetBlocked,
        output.error.message,
        'Look at where the data comes from: it holds a secret, or text that is meant for the model.',
      );
    }
    const withheld = (await this.server.withheldTools()).find(({ name }) => name === tool);
    if (withheld) throw withheldError(this.server.name, withheld, this.home);
    throw new AgentError(
      RunErrorCode.mcpUnreachable,
      `The MCP server's tool ${tool} gave no usable answer${output.error ? `: ${output.error.message}` : '.'}`,
      'Restart the MCP server of this version of the project.',
    );
  }
}
