import { Agent, handoff, type MCPServer } from '@openai/agents';
import type { Classifier } from './classifier.js';
import type { AnalystContext } from './context.js';
import { createQuestionGuardrail } from './guardrail.js';
import {
  analystInstructions,
  intakeInstructions,
  reportInstructions,
  writerInstructions,
} from './instructions.js';

/** The names that the agents go by, in events and in the handoff's tool name. */
export const agentNames = { intake: 'Intake', analyst: 'Data Analyst', writer: 'Report Writer' } as const;

/** What the agents of one run work with. */
export interface AgentTools {
  /** The data server. */
  server: MCPServer;
  /** The server that reports are written through; without one there is no report writer. */
  reports?: MCPServer;
  askModel?: Classifier;
}

/** The agents of one run, by the server views of that run. The intake comes first. */
export function createAgents({ server, reports, askModel }: AgentTools) {
  const writers = reports ? [handoff(createReportWriter(reports))] : [];
  const analyst = new Agent<AnalystContext>({
    name: agentNames.analyst,
    handoffDescription: 'Answers questions about the datasets with programs that it writes and runs.',
    instructions: reports ? `${analystInstructions}\n${reportInstructions}` : analystInstructions,
    handoffs: writers,
    mcpServers: [server],
    mcpConfig: { convertSchemasToStrict: true },
  });
  return Agent.create({
    name: agentNames.intake,
    instructions: intakeInstructions,
    handoffs: [handoff(analyst)],
    inputGuardrails: [createQuestionGuardrail(askModel)],
  });
}

function createReportWriter(reports: MCPServer) {
  return new Agent<AnalystContext>({
    name: agentNames.writer,
    handoffDescription: 'Writes the answer down as a report in a Markdown file, when the user asks for one.',
    instructions: writerInstructions,
    mcpServers: [reports],
    mcpConfig: { convertSchemasToStrict: true },
  });
}
