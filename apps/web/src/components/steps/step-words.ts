import type { StepView } from '@/lib/message-view';

type Titles = Record<StepView['state'], string>;

const titles: Record<string, Titles> = {
  list_datasets: {
    running: 'Looking at what data there is',
    done: 'Looked at what data there is',
    failed: 'The data could not be listed',
  },
  describe_dataset: {
    running: 'Reading a dataset’s columns',
    done: 'Read a dataset’s columns',
    failed: 'The dataset’s columns could not be read',
  },
  run_analysis: {
    running: 'Running the analysis',
    done: 'Ran the analysis',
    failed: 'The program did not run through',
  },
  write_file: {
    running: 'Writing the report',
    done: 'Wrote the report',
    failed: 'The report was not written',
  },
};

/** What a step is called while it runs and once it is over. */
export function stepTitle(step: StepView): string {
  const other = {
    running: `Calling ${step.tool}`,
    done: `Called ${step.tool}`,
    failed: `${step.tool} failed`,
  };
  return (titles[step.tool] ?? other)[step.state];
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
