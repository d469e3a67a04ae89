import { limits } from '../limits.js';
import { editJson } from '../relay/edit-json.js';
import { isObject, objectAt } from '../relay/messages.js';
import { headerParameters, type HeaderParameter } from './routing-headers.js';

/** Which parameters of which tools stand in headers, learned from the lists that pass by. */
export class ToolHeaders {
  readonly #tools = new Map<string, readonly HeaderParameter[]>();

  of(tool: string | undefined): readonly HeaderParameter[] {
    return this.#tools.get(tool ?? '') ?? [];
  }

  /** Learns from an answer to `tools/list`; gives it without the tools that ask for headers that they may not ask for. */
  learn(line: string): { line: string; left: string[] } {
    if (!line.includes('"x-mcp-header"') && this.#tools.size === 0) return { line, left: [] };
    const message: unknown = JSON.parse(line);
    const { tools } = objectAt(message, 'result');
    if (!isObject(message) || !Array.isArray(tools)) return { line, left: [] };
    const left: string[] = [];
    const kept = tools.filter((tool: unknown) => {
      if (!isObject(tool) || typeof tool['name'] !== 'string') return true;
      const parameters = headerParameters(tool['inputSchema']);
      if (parameters === undefined) left.push(tool['name']);
      else if (parameters.length === 0) this.#tools.delete(tool['name']);
      else if (this.#tools.size < limits.toolsWithHeaders) this.#tools.set(tool['name'], parameters);
      return parameters !== undefined;
    });
    if (left.length === 0) return { line, left };
    const changed = { ...message, result: { ...objectAt(message, 'result'), tools: kept } };
    return { line: editJson(line, message, changed) ?? JSON.stringify(changed), left };
  }
}
