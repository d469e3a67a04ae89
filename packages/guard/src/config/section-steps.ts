import type { Direction } from '@sallyport/scanner';
import { isHarder } from '../decide.js';
import { doubtful, sure } from '../presets.js';
import type { Action, PolicyStep } from '../types.js';

/** What a section with an action may say. */
export interface SectionValues {
  readonly enabled?: boolean;
  readonly action?: Exclude<Action, 'allow'>;
  readonly threshold?: number;
  readonly warn_threshold?: number;
}

/** The steps of a policy as a section says them. */
export interface SectionSettings {
  action: Action;
  threshold: number;
  warnThreshold: number;
}

/** Steps as a section would say them. */
export function settingsOf(steps: readonly PolicyStep[]): SectionSettings {
  const warning = steps.find(({ action }) => action === 'warn');
  let hardest: PolicyStep | undefined;
  for (const step of steps) if (!hardest || isHarder(step.action, hardest.action)) hardest = step;
  const acting = hardest?.action === 'warn' ? undefined : hardest;
  return {
    action: hardest?.action ?? 'allow',
    threshold: acting?.threshold ?? sure,
    warnThreshold: warning?.threshold ?? acting?.threshold ?? doubtful,
  };
}

/** What a section says as steps: what is surer than one threshold is recorded, than the other acted on. */
function stepsOf({ action, threshold, warnThreshold }: SectionSettings): readonly PolicyStep[] {
  if (action === 'allow') return [];
  const warning = { action: 'warn', threshold: warnThreshold } as const;
  if (action === 'warn') return [warning];
  const acting = { action, threshold };
  return warnThreshold < threshold ? [warning, acting] : [acting];
}

/** Steps with what a section says put over them. A section that has an `action` counts as enabled. */
export function withSection(
  steps: readonly PolicyStep[],
  section: SectionValues | undefined,
): readonly PolicyStep[] {
  if (!section) return steps;
  if (section.enabled === false) return [];
  const before = settingsOf(steps);
  const isOff = before.action === 'allow';
  const action = section.action ?? (section.enabled === true && isOff ? 'warn' : before.action);
  return stepsOf({
    action,
    threshold: section.threshold ?? before.threshold,
    warnThreshold: section.warn_threshold ?? Math.min(before.warnThreshold, section.threshold ?? Infinity),
  });
}

/** The steps of one direction, and the steps of both put together again. */
export function stepsTo(steps: readonly PolicyStep[], direction: Direction): readonly PolicyStep[] {
  return steps
    .filter((step) => step.direction === undefined || step.direction === direction)
    .map(({ action, threshold }) => ({ action, threshold }));
}

export function joinDirections(
  toServer: readonly PolicyStep[],
  toClient: readonly PolicyStep[],
): readonly PolicyStep[] {
  const isSame =
    toServer.length === toClient.length &&
    toServer.every(({ action, threshold }, index) => {
      const other = toClient[index];
      return other?.action === action && other.threshold === threshold;
    });
  if (isSame) return toServer;
  return [
    ...toServer.map((step) => ({ ...step, direction: 'client-to-server' as const })),
    ...toClient.map((step) => ({ ...step, direction: 'server-to-client' as const })),
  ];
}
