import type { AnalystMessage } from '@sallyport/agent';
import { isRecord } from './table';
import { readStepError, readToolOutput, type ToolOutput } from './tool-output';

/** One tool call as its card shows it. */
export interface StepView {
  callId: string;
  tool: string;
  state: 'running' | 'done' | 'failed';
  /** The program that the agent wrote, where the tool runs one. */
  code?: string;
  input: Record<string, unknown>;
  output?: ToolOutput;
  /** How long the call took as the agent saw it, in milliseconds. */
  durationMs?: number;
}

/** One finding of the guard, as the page shows it. */
export interface FindingView {
  id: string;
  action: string;
  server: string;
  tool?: string;
  callId?: string;
  rule: string;
  title: string;
  category: string;
  severity: string;
  direction: string;
  excerpt: string;
  why: string;
  remedy: string;
}

/** How a run ended, or that it has not. */
export interface RunView {
  runId: string;
  conversationId: string;
  status: string;
  error?: { code: string; message: string; remedy: string };
}

/** The parts of an answer, in the order in which they came. */
export type AnswerItem =
  | { kind: 'text'; key: string; text: string }
  | { kind: 'step'; key: string; step: StepView }
  | { kind: 'agents'; key: string; agents: string[] };

/** An answer, read from the parts of its message. */
export interface AnswerView {
  items: AnswerItem[];
  findings: FindingView[];
  run?: RunView | undefined;
}

type Part = AnalystMessage['parts'][number];

/** Reads what a message holds. Parts of kinds that the page does not know are left out. */
export function readAnswer(message: AnalystMessage): AnswerView {
  const view: AnswerView = { items: [], findings: [] };
  for (const [index, part] of message.parts.entries()) readPart(view, part, `${message.id}-${index}`);
  return view;
}

/** The text of a question. */
export function readQuestion(message: AnalystMessage): string {
  return message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

/** The agents' names as people say them. */
export function agentTitle(agent: string): string {
  const words = agent.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function readPart(view: AnswerView, part: Part, key: string): void {
  if (part.type === 'text') {
    if (part.text.trim() !== '') view.items.push({ kind: 'text', key, text: part.text });
  } else if (part.type === 'dynamic-tool') {
    view.items.push({ kind: 'step', key: part.toolCallId, step: readStep(part) });
  } else if ('data' in part && isRecord(part.data)) {
    readData(view, part.type, part.data, key);
  }
}

function readData(view: AnswerView, type: string, data: Record<string, unknown>, key: string): void {
  if (type === 'data-agent' && typeof data.agent === 'string') {
    addAgent(view.items, data.agent, key);
  } else if (type === 'data-finding') {
    view.findings.push(readFinding(data, key));
  } else if (type === 'data-run') {
    view.run = readRun(data);
  }
}

/** Agents that hand over to one another at once stand in one line. */
function addAgent(items: AnswerItem[], agent: string, key: string): void {
  const last = items.at(-1);
  if (last?.kind !== 'agents') items.push({ kind: 'agents', key, agents: [agent] });
  else if (last.agents.at(-1) !== agent) last.agents.push(agent);
}

function readStep(part: Extract<Part, { type: 'dynamic-tool' }>): StepView {
  const input = isRecord(part.input) ? part.input : {};
  const base = {
    callId: part.toolCallId,
    tool: part.toolName,
    input,
    ...(typeof input.code === 'string' ? { code: input.code } : {}),
    ...(typeof part.toolMetadata?.durationMs === 'number'
      ? { durationMs: part.toolMetadata.durationMs }
      : {}),
  };
  if (part.state === 'output-available') {
    const output = readToolOutput(part.output);
    return { ...base, state: output.error ? 'failed' : 'done', output };
  }
  if (part.state === 'output-error') return { ...base, state: 'failed', output: readFailure(part.errorText) };
  return { ...base, state: 'running' };
}

function readFailure(text: string): ToolOutput {
  const error = readStepError(text) ?? { code: 'tool-error', message: text, didYouMean: [] };
  return { outputs: [], logs: [], raw: text, error };
}

/** Reads the payload of a `data-run` part; undefined when it names no run. */
export function readRun(data: unknown): RunView | undefined {
  if (!isRecord(data) || !text(data.runId) || !text(data.conversationId)) return undefined;
  const error = readStepError(data.error);
  return {
    runId: text(data.runId),
    conversationId: text(data.conversationId),
    status: text(data.status),
    ...(error ? { error: { code: error.code, message: error.message, remedy: error.hint ?? '' } } : {}),
  };
}

function readFinding(data: Record<string, unknown>, key: string): FindingView {
  const finding = isRecord(data.finding) ? data.finding : data;
  return {
    id: text(data.eventId) ? `${text(data.eventId)}-${key}` : key,
    action: text(data.action) || 'warn',
    server: text(data.server),
    ...(text(data.tool) ? { tool: text(data.tool) } : {}),
    ...(text(data.callId) ? { callId: text(data.callId) } : {}),
    rule: text(finding.rule),
    title: text(finding.title) || text(finding.rule),
    category: text(finding.category),
    severity: text(finding.severity) || 'low',
    direction: text(finding.direction),
    excerpt: text(finding.excerpt),
    why: text(finding.why),
    remedy: text(finding.remedy),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
