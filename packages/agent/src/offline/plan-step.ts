import type { ModelRequest } from '@openai/agents';
import { declineText } from './answer/decline-text.js';
import { writeReport } from './report/write-report.js';
import { isTool, readConversation, type Conversation } from './tools/conversation.js';
import { isLookUp } from './tools/look-up.js';
import { isGreeting, topicToDecline } from './topics.js';
import { Turn, type Step, type Tools } from './turn.js';

const named = (request: ModelRequest, tool: string): string | undefined =>
  request.tools.find((one) => one.type === 'function' && isTool(one.name, tool))?.name;

function toolsOf(request: ModelRequest): Tools | undefined {
  const [list, describe, run] = ['list_datasets', 'describe_dataset', 'run_analysis'].map((tool) =>
    named(request, tool),
  );
  return list === undefined || describe === undefined || run === undefined
    ? undefined
    : { list, describe, run };
}

/** The data tools by name, for a turn that has only to say again what they gave. */
const withoutTools: Tools = { list: 'list_datasets', describe: 'describe_dataset', run: 'run_analysis' };

/** The report writer's turn: writes down what the analyst found, then says the answer and where it lies. */
function planReport(writeTool: string, conversation: Conversation): Step {
  const { question, report, catalog = [] } = conversation;
  const found = new Turn(withoutTools, conversation, catalog).next();
  if (found.kind !== 'answer')
    return {
      kind: 'decline',
      reason: 'failed',
      text: 'There is no answer that a report could be written from.',
    };
  if (report?.failure !== undefined)
    return { kind: 'answer', text: `${found.text}\n\nThe report was not written: ${report.failure}` };
  if (report !== undefined)
    return { kind: 'answer', text: `${found.text}\n\nSaved as the report \`${report.file}\`.` };
  const program = conversation.programs.findLast(({ code, outcome }) => outcome.ok && !isLookUp(code));
  const { file, content } = writeReport({ question, answer: found.text, program });
  return { kind: 'calls', calls: [{ name: writeTool, given: { path: file, content } }] };
}

/** The analyst's answer, handed over where a report of it is wanted and there is somebody to write it. */
function orHandOver(step: Step, { wantsReport }: Conversation, writer: string | undefined): Step {
  if (step.kind !== 'answer' || !wantsReport) return step;
  if (writer !== undefined) return { kind: 'calls', calls: [{ name: writer, given: {} }] };
  return { kind: 'answer', text: `${step.text}\n\nNobody here can write reports, so it was not saved.` };
}

/** Decides the next step of a request from its items alone. */
export function planStep(request: ModelRequest): Step {
  const tools = toolsOf(request);
  const [handoff] = request.handoffs;
  const conversation = readConversation(request.input);
  const writeTool = tools === undefined ? named(request, 'write_file') : undefined;
  if (writeTool !== undefined) return planReport(writeTool, conversation);
  if (tools === undefined) {
    if (handoff !== undefined) return { kind: 'calls', calls: [{ name: handoff.toolName, given: {} }] };
    return {
      kind: 'decline',
      reason: 'failed',
      text: `${declineText('failed', { unknownWords: [], catalog: [] })}\n\nI was given none of the data tools.`,
    };
  }
  const { catalog, catalogFailure, question } = conversation;
  const reason = isGreeting(question) ? undefined : topicToDecline(question, catalog ?? []);
  if (catalogFailure !== undefined) {
    return {
      kind: 'decline',
      reason: 'failed',
      text: `I could not read the list of datasets: ${catalogFailure.slice(0, 300)}\n\nCheck that the MCP server is running and reachable, then ask again.`,
    };
  }
  if (catalog === undefined && reason === undefined)
    return { kind: 'calls', calls: [{ name: tools.list, given: {} }] };
  if (reason !== undefined)
    return {
      kind: 'decline',
      reason,
      text: declineText(reason, { unknownWords: [], catalog: catalog ?? [] }),
    };
  const step = new Turn(tools, conversation, catalog ?? []).next();
  return orHandOver(step, conversation, handoff?.toolName);
}
