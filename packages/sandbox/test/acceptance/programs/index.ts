import type { Program } from '../program.js';
import { aggregations } from './aggregations.js';
import { arrays } from './arrays.js';
import { calendars } from './calendars.js';
import { change } from './change.js';
import { charts } from './charts.js';
import { cohorts } from './cohorts.js';
import { conversations } from './conversations.js';
import { dates } from './dates.js';
import { distributions } from './distributions.js';
import { drawings } from './drawings.js';
import { grouping } from './grouping.js';
import { habits } from './habits.js';
import { inference } from './inference.js';
import { joins } from './joins.js';
import { lookups } from './lookups.js';
import { nulls } from './nulls.js';
import { outliers } from './outliers.js';
import { outputs } from './outputs.js';
import { pivots } from './pivots.js';
import { rankings } from './rankings.js';
import { rolling } from './rolling.js';
import { scripts } from './scripts.js';
import { statistics } from './statistics.js';
import { strings } from './strings.js';
import { typescript } from './typescript.js';
import { windows } from './windows.js';

/** The programs that must run, by theme. */
export const themes: Readonly<Record<string, readonly Program[]>> = {
  aggregations,
  grouping,
  windows,
  rolling,
  pivots,
  joins,
  lookups,
  dates,
  calendars,
  strings,
  nulls,
  distributions,
  outliers,
  statistics,
  inference,
  rankings,
  change,
  cohorts,
  arrays,
  typescript,
  conversations,
  scripts,
  charts,
  drawings,
  outputs,
  habits,
};
