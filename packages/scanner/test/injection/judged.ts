import { scanMessage } from '../../src/index.js';

/** What the presets that block ask for. */
export const sure = 0.7;

/** The confidence in what is surest of a text in the answer of a tool. 0 where nothing is found. */
export function asResult(text: string): number {
  return confidence({ content: [{ type: 'text', text }] });
}

/** The same of a text that describes a tool. */
export function asDefinition(text: string): number {
  return confidence({ tools: [{ name: 'tool', description: text, inputSchema: { type: 'object' } }] });
}

function confidence(result: unknown): number {
  const findings = scanMessage({ result }, { direction: 'server-to-client' });
  return Math.max(0, ...findings.map((finding) => finding.confidence));
}
