import { expressionInterpreter } from 'vega-interpreter';
import { parse, View, Warn, type Loader } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { chartConfig, describeChart, fittedSpec, labelAngle, type ChartTokens } from './chart-spec';

/** Charts bring their data with them: whatever else one asks for is refused. */
const refusingLoader: Loader = {
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
};

/** Draws a chart into an element. No code is made from the specification: its expressions are interpreted. */
export async function renderChart(element: HTMLElement, spec: Record<string, unknown>): Promise<View> {
  const config = chartConfig(readTokens(element), labelAngle(spec, element.clientWidth));
  const { spec: compiled } = compile(fittedSpec(spec, config) as unknown as TopLevelSpec);
  const view = new View(parse(compiled, undefined, { ast: true }), {
    expr: expressionInterpreter,
    loader: refusingLoader,
    renderer: 'svg',
    container: element,
    hover: true,
    logLevel: Warn,
  });
  await view.runAsync();
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', describeChart(spec));
  return view;
}

async function refuse(): Promise<never> {
  throw new Error('A chart may not load anything.');
}

function readTokens(element: HTMLElement): ChartTokens {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: token('ink'),
    muted: token('muted'),
    line: token('line'),
    surface: token('surface'),
    font: style.fontFamily,
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => token(`chart-${index}`)),
  };
}
