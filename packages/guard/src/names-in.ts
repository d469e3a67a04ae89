import type { InspectionContext } from './types.js';

/** The method and the tool that a message names itself, where the transport has not. */
export function namesIn(
  message: unknown,
  given: InspectionContext,
): Pick<InspectionContext, 'method' | 'tool'> {
  const method = given.method ?? stringAt(message, 'method');
  const params = method === 'tools/call' ? memberOf(message, 'params') : undefined;
  return { method, tool: given.tool ?? stringAt(params, 'name') };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function stringAt(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : undefined;
}
