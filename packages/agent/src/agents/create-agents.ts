import { Agent, handoff, type MCPServer } from '@openai/agents';
import type { Classifier } from './classifier.js';
import type { AnalystContext } from './context.js';
import { createQuestionGuardrail } from './guardrail.js';
import { analystInstructions, intakeInstructions } from './instructions.js';

/** The names that the agents go by, in events and in the handoff's tool name. */
export const agentNames = { intake: 'Intake', analyst: 'Data Analyst' } as const;

/** The agents of one run, by the server view of that run. The intake comes first. */
export function createAgents(server: MCPServer, askModel?: Classifier) {
  const analyst = new Agent<AnalystContext>({
    name: agentNames.analyst,
    handoffDescription: 'Answers questions about the datasets with programs that it writes and runs.',
    instructions: analystInstructions,
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
