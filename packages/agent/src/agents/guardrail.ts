import type { InputGuardrail, RunContext } from '@openai/agents';
import { classifyQuestion } from '../offline/index.js';
import type { AnalystContext } from './context.js';
import type { Classifier, Decision } from './classifier.js';

/** What the guardrail leaves in the tripwire's `outputInfo`. */
export type DeclinedInfo = Extract<Decision, { allowed: false }>;

/**
 * The intake's guardrail. It blocks: no model call and no tool runs before it has decided. Fixed rules come first;
 * a model is asked about what they let pass, where there is one to ask.
 *
 * @param askModel absent for the embedded model, for which the fixed rules also judge what is off-topic.
 */
export function createQuestionGuardrail(askModel?: Classifier): InputGuardrail {
  return {
    name: 'Questions about the data',
    runInParallel: false,
    execute: async ({ context }) => {
      const { context: analyst, usage } = context as RunContext<AnalystContext>;
      const decision = await decide(analyst, usage, askModel);
      return { tripwireTriggered: !decision.allowed, outputInfo: decision };
    },
  };
}

async function decide(
  context: AnalystContext,
  usage: RunContext['usage'],
  askModel: Classifier | undefined,
): Promise<Decision> {
  const verdict = classifyQuestion(context.question, await context.datasets(), context.earlierQuestions);
  if (verdict.kind === 'declined' && (!askModel || verdict.reason === 'destructive')) {
    return { allowed: false, reason: verdict.reason, message: verdict.message };
  }
  return askModel ? askModel(context, usage) : { allowed: true };
}
