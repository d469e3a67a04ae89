import type { Program } from '../program.js';
import { aggregations } from './aggregations.js';
import { arrays } from './arrays.js';
import { change } from './change.js';
import { charts } from './charts.js';
import { conversations } from './conversations.js';
import { dates } from './dates.js';
import { distributions } from './distributions.js';
import { habits } from './habits.js';
import { joins } from './joins.js';
import { nulls } from './nulls.js';
import { outputs } from './outputs.js';
import { pivots } from './pivots.js';
import { rankings } from './rankings.js';
import { rolling } from './rolling.js';
import { statistics } from './statistics.js';
import { strings } from './strings.js';
import { typescript } from './typescript.js';
import { windows } from './windows.js';

/** The programs that must run, by theme. */
export const themes: Readonly<Record<string, readonly Program[]>> = {
  aggregations,
  windows,
  rolling,
  pivots,
  joins,
  dates,
  strings,
  nulls,
  distributions,
  statistics,
  rankings,
  change,
  arrays,
  typescript,
  conversations,
  charts,
  outputs,
  habits,
};
