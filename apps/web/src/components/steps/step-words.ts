import type { StepView } from '@/lib/message-view';

/** What a step is called while it runs and once it is over. */
export function stepTitle(step: StepView): string {
  const running = step.state === 'running';
  switch (step.tool) {
    case 'list_datasets':
      return running ? 'Looking at what data there is' : 'Looked at what data there is';
    case 'describe_dataset':
      return running ? 'Reading a dataset’s columns' : 'Read a dataset’s columns';
    case 'run_analysis':
      if (running) return 'Running the analysis';
      return step.state === 'failed' ? 'The program did not run through' : 'Ran the analysis';
    default:
      return `${running ? 'Calling' : 'Called'} ${step.tool}`;
  }
}

/** The datasets that a step names, in its input or in its program. */
export function stepDatasets(step: StepView): string[] {
  const named = typeof step.input.dataset === 'string' ? [step.input.dataset] : [];
  const listed = Array.isArray(step.input.datasets) ? step.input.datasets : [];
  const scanned = [...(step.code ?? '').matchAll(/\bpl\s*\.\s*\w+\(\s*(['"`])([^'"`]+)\1/g)]
    .filter(([call]) => /scan|read/i.test(call))
    .map((match) => match[2]);
  const names = [...named, ...listed, ...scanned].filter((name) => typeof name === 'string');
  return [...new Set(names)].slice(0, 4);
}
