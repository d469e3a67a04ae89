import { customId } from '../custom/custom-rules.js';
import { doubtful, presets } from '../presets.js';
import type {
  Action,
  CategorySteps,
  PinMode,
  Policy,
  PolicyOverride,
  PolicyStep,
  PresetName,
} from '../types.js';
import type { ConfigValues } from './schema.js';
import { joinDirections, stepsTo, withSection, type SectionValues } from './section-steps.js';

/** The sections that a server or a tool may have of its own. */
interface ScanningSections {
  readonly response_scanning?: SectionValues;
  readonly mcp_input_scanning?: SectionValues;
  readonly mcp_tool_scanning?: SectionValues;
  readonly mcp_tool_policy?: SectionValues;
  readonly tool_chain_detection?: SectionValues;
}

/** The policy that a file and a preset make. */
export function buildPolicy(values: ConfigValues, preset: PresetName): Policy {
  const base = presets[preset];
  const categories: CategorySteps = {
    ...base.categories,
    ...changedCategories(base.categories, values),
    'rug-pull': withSection(base.categories['rug-pull'], values.pins),
    malformed: withSection(base.categories.malformed, values.malformed),
  };
  const policy: Policy = {
    name: base.name,
    categories,
    pins: pinModeOf(values, base.pins),
    ...rulesOf(values),
    overrides: [...base.overrides, ...overridesOf(values, categories)],
    suppressions: [
      ...base.suppressions,
      ...(values.suppressions ?? []).map(({ rule = '', reason = '', server, tool, pointer, expires }) => ({
        rule,
        reason,
        server,
        tool,
        pointer,
        expires,
      })),
    ],
  };
  return values.enforce === false ? softened(policy) : policy;
}

/** The actions that single patterns and rules have of their own. A section that is turned off turns off its rules. */
function rulesOf({
  dlp,
  response_scanning: answers,
  mcp_tool_policy: calls,
}: ConfigValues): Pick<Policy, 'rules'> {
  const own = (
    given: readonly { readonly name?: string; readonly action?: Action }[] | undefined,
    isOff: boolean,
  ): (readonly [string, readonly PolicyStep[]])[] =>
    (given ?? []).flatMap(({ name = '', action }) =>
      action === undefined && !isOff ? [] : [[customId(name), isOff ? [] : stepsOfAction(action)]],
    );
  const all = [
    ...own(dlp?.patterns, false),
    ...own(answers?.patterns, answers?.enabled === false),
    ...own(calls?.rules, calls?.enabled === false),
  ];
  return all.length === 0 ? {} : { rules: Object.fromEntries(all) };
}

function stepsOfAction(action: Action = 'warn'): readonly PolicyStep[] {
  return [{ action, threshold: doubtful }];
}

/** Said by itself, or by what the section on tools asks for: to warn there is to block nothing. */
function pinModeOf({ pins, mcp_tool_scanning: tools }: ConfigValues, base: PinMode): PinMode {
  if (pins?.enabled === false) return 'off';
  if (pins?.mode) return pins.mode;
  if (tools?.enabled === false || tools?.detect_drift === false) return 'off';
  if (tools?.action) return tools.action === 'warn' ? 'warn' : 'withhold';
  return base;
}

/** The categories that the sections speak of. What travels both ways has a section for each way. */
function changedCategories(base: CategorySteps, sections: ScanningSections): Partial<CategorySteps> {
  const { response_scanning: answers, mcp_input_scanning: requests } = sections;
  const bothWays = (steps: readonly PolicyStep[]): readonly PolicyStep[] =>
    joinDirections(
      withSection(stepsTo(steps, 'client-to-server'), requests),
      withSection(stepsTo(steps, 'server-to-client'), answers),
    );
  return {
    ...(answers || requests
      ? {
          'credential-leak': bothWays(base['credential-leak']),
          'prompt-injection': bothWays(base['prompt-injection']),
        }
      : {}),
    ...(sections.mcp_tool_scanning
      ? { 'tool-poisoning': withSection(base['tool-poisoning'], sections.mcp_tool_scanning) }
      : {}),
    ...(sections.mcp_tool_policy
      ? { 'dangerous-call': withSection(base['dangerous-call'], sections.mcp_tool_policy) }
      : {}),
    ...(sections.tool_chain_detection
      ? { 'data-flow': withSection(base['data-flow'], sections.tool_chain_detection) }
      : {}),
  };
}

/** From the general to the particular, since later ones win: a tool anywhere, a server, a tool of a server. */
function overridesOf(values: ConfigValues, base: CategorySteps): PolicyOverride[] {
  const overrides: PolicyOverride[] = [];
  for (const [tool, sections] of Object.entries(values.tools ?? {})) {
    overrides.push({ tool, categories: changedCategories(base, sections) });
  }
  for (const [server, { tools = {}, ...sections }] of Object.entries(values.servers ?? {})) {
    const ofServer = changedCategories(base, sections);
    overrides.push({ server, categories: ofServer });
    for (const [tool, inner] of Object.entries(tools)) {
      overrides.push({ server, tool, categories: changedCategories({ ...base, ...ofServer }, inner) });
    }
  }
  return overrides;
}

/** The policy with a warning in the place of everything that would keep something back. */
function softened(policy: Policy): Policy {
  const soften = <T extends Readonly<Record<string, readonly PolicyStep[]>>>(categories: T): T =>
    Object.fromEntries(
      Object.entries(categories).map(([category, steps]) => [category, softSteps(steps)]),
    ) as T;
  return {
    ...policy,
    categories: soften(policy.categories),
    ...(policy.rules ? { rules: soften(policy.rules) } : {}),
    pins: policy.pins === 'withhold' ? 'warn' : policy.pins,
    overrides: policy.overrides.map((override) => ({
      ...override,
      categories: soften(override.categories as Record<string, readonly PolicyStep[]>),
    })),
  };
}

function softSteps(steps: readonly PolicyStep[]): readonly PolicyStep[] {
  const kept = steps.filter(
    (step) =>
      step.action === 'warn' ||
      !steps.some(({ action, direction }) => action === 'warn' && direction === step.direction),
  );
  return kept.map(({ threshold, direction }) => ({ action: 'warn', threshold, direction }));
}
