import { Agent, MaxTurnsExceededError, ModelBehaviorError, type Runner, type Usage } from '@openai/agents';
import { classifierInstructions } from './instructions.js';
import type { AnalystContext } from './context.js';

/** What a guardrail says of a question. `message` is for the user. */
export type Decision = { allowed: true } | { allowed: false; reason: string; message: string };

/** Decides about one question; `usage` is the run's own, to which a model that is asked adds its tokens. */
export type Classifier = (context: AnalystContext, usage: Usage) => Promise<Decision>;

/** A classifier that asks a model. An answer that cannot be read lets the question pass: the analyst only reads data. */
export function createModelClassifier(runner: Runner): Classifier {
  const agent = new Agent({ name: 'Question classifier', instructions: classifierInstructions });
  return async (context, usage) => {
    const datasets = await context.datasets();
    const input = JSON.stringify({
      datasets: datasets.map(({ name, title, columns }) => ({
        name,
        title,
        columns: columns.map((c) => c.name),
      })),
      earlierQuestions: context.earlierQuestions.slice(-5),
      question: context.question,
    });
    try {
      const result = await runner.run(agent, input, { maxTurns: 1, signal: context.signal });
      usage.add(result.state.usage);
      return readDecision(result.finalOutput ?? '');
    } catch (error) {
      // A model that calls a tool which it was not given has not answered. Its server's failures are the run's.
      if (error instanceof ModelBehaviorError || error instanceof MaxTurnsExceededError)
        return { allowed: true };
      throw error;
    }
  };
}

function readDecision(answer: string): Decision {
  const match = /^\W*DECLINE\b\W*(.*)/is.exec(answer.trim());
  if (!match) return { allowed: true };
  const message = match[1]?.trim() || 'This question is not about the data at hand.';
  return { allowed: false, reason: 'classified', message };
}
