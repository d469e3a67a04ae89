import { callLimits } from '../limits.js';
import type { ComputedRule } from '../rule.js';
import { Allowance } from './allowance.js';
import { addressRules, judgeBareHost, judgeUrl } from './address-rules.js';
import type { Judgement } from './call-rule.js';
import { commandRules } from './command/command-rules.js';
import { isFetch, targetsOf } from './command/words.js';
import { unreadableCommand } from './limit-rule.js';
import { judgePath, pathRules } from './path-rules.js';
import { looksLikeCommand, type Intent, type Role } from './role.js';
import { familiarPrograms, programOf } from './shell/programs.js';
import { readCommands } from './shell/read-commands.js';
import { codeRules, commandsIn, judgeCode } from './text/code.js';
import { judgePowerShellText } from './text/powershell.js';
import { judgeSql, sqlRules } from './text/sql.js';
import { classifyHost } from './url/classify-host.js';

/** Something dangerous in a text, at its place. */
export interface Danger {
  rule: ComputedRule;
  confidence: number;
  does: string;
  start: number;
  end: number;
}

/** How an argument is to be read. */
export interface Reading {
  role: Role;
  intent: Intent;
  /** What the call writes beside it. */
  written?: string;
  /** What is left of the call's. */
  allowance?: Allowance;
}

const noIntent: Intent = { writes: false, deletes: false, lists: false };
const powerShellRule = commandRules.find(({ id }) => id === 'encoded-execution') ?? codeRules.hidden;

/** Everything dangerous in one argument. Work is in proportion to the text, up to the limits. */
export function judgeText(
  text: string,
  { role, intent, written, allowance = new Allowance() }: Reading,
): Danger[] {
  const dangers: Danger[] = [];
  const whole = { start: 0, end: text.length };
  const add = (
    rule: ComputedRule,
    { confidence, does }: Judgement,
    span: { start: number; end: number },
  ): void => {
    dangers.push({ rule, confidence, does, start: span.start, end: Math.min(span.end, text.length) });
  };
  const line = text.length <= callLimits.address ? text.trim() : '';
  const isOneLine = line !== '' && !/[\n\r]/.test(line);
  if (isOneLine && role !== 'prose' && role !== 'command' && role !== 'code') {
    if (/^(?:[a-z][a-z0-9+._-]{1,40}:|[\\/]{2})/i.test(line) && !/\s/.test(line)) {
      for (const { rule, judgement } of judgeUrl(line, false)) add(addressRules[rule], judgement, whole);
    }
    if (role === 'host' || role === 'url') {
      for (const { rule, judgement } of judgeBareHost(classifyHost(line)))
        add(addressRules[rule], judgement, whole);
    }
    if (isPath(line, role)) {
      for (const { rule, judgement } of judgePath(line, intent, written))
        add(pathRules[rule], judgement, whole);
    }
  }
  const isQuery = role === 'query';
  if (role !== 'prose' && text.length <= callLimits.program) {
    for (const { rule, judgement } of judgeSql(text, isQuery)) add(sqlRules[rule], judgement, whole);
  }
  const share = commandShare(text, role, isOneLine);
  const reading: CommandReading = { share, allowance, isMeant: role === 'command' || role === 'code' };
  const isWhole = share === 0 || addCommands(text, reading, add);
  // What is no command by its name is only read on the chance that it is one.
  if (!isWhole && role === 'command') {
    add(
      unreadableCommand,
      { confidence: unreadableCommand.confidence, does: 'is longer or deeper than is read' },
      whole,
    );
  }
  if (role === 'code' || (role !== 'prose' && looksLikeCode(text)))
    addCode(text, { ...reading, share: 1 }, { start: 0 }, add);
  return dangers;
}

type Add = (rule: ComputedRule, judgement: Judgement, span: { start: number; end: number }) => void;

/** A text that names a place: by its role, or by its looks. */
function isPath(line: string, role: Role): boolean {
  if (line.length > 1024 || /^https?:/i.test(line)) return false;
  if (role === 'path') return true;
  return /^(?:[/~]|\.{1,2}[\\/]|[a-z]:[\\/]|\\\\|file:|\$HOME|%(?:2e|25|userprofile|appdata)|\.\.|\.(?:env|ssh|aws|git|npmrc|netrc)\b|\.{4})/i.test(
    line,
  ) && !/[;|&<>$`"]|\s-\w|\s\s/.test(line.replace(/^\$HOME/, ''))
    ? true
    : /^[\w.-]{1,80}(?:\/[\w.%-]{1,80}){1,20}$|%00|%2f\.\.|\.\.%2f/i.test(line);
}

/** How far a text counts as a command: in full where it is meant as one, less where it may only mention one. */
function commandShare(text: string, role: Role, isOneLine: boolean): number {
  if (role === 'command') return 1;
  const begins = looksLikeCommand(text, isFamiliar);
  if (role === 'path' || role === 'url' || role === 'host' || role === 'query')
    return begins && isOneLine ? 0.95 : 0;
  const isScript = /^#!\s?\/\S*(?:sh|env)/.test(text);
  if (role === 'prose') return isScript ? 0.72 : isOneLine && begins && text.length < 1000 ? 0.72 : 0;
  if (isScript) return 1;
  if (!begins) return 0;
  return text.length <= 4000 && text.split('\n', 24).length < 24 ? 1 : 0.72;
}

const isFamiliar = (name: string): boolean =>
  familiarPrograms.has(name) || familiarPrograms.has(programOf(name)) || /^mkfs\.\w+$/.test(name);

/** How a text is read for commands. */
interface CommandReading {
  /** How far it counts as one. */
  share: number;
  isMeant: boolean;
  allowance: Allowance;
}

/** False where something past a limit was not read. */
function addCommands(
  text: string,
  { share, isMeant, allowance }: CommandReading,
  add: Add,
  via?: { start: number; end: number },
): boolean {
  let isCut = false;
  const { command: most } = callLimits;
  const pieces =
    text.length <= 2 * most
      ? [{ from: 0, text }]
      : [
          { from: 0, text: text.slice(0, most) },
          { from: text.length - most, text: text.slice(-most) },
        ];
  for (const piece of pieces) {
    if (!allowance.isLeft(isMeant)) return false;
    const commands = readCommands(piece.text);
    allowance.spend(isMeant, commands.characters + callLimits.judging * commands.invocations.length);
    const spanOf = (one: { start: number; end: number }): { start: number; end: number } =>
      via ?? { start: piece.from + one.start, end: piece.from + one.end };
    for (const invocation of commands.invocations) {
      for (const rule of commandRules) {
        const judgement = rule.judge(invocation, commands);
        if (judgement)
          add(rule, { ...judgement, confidence: judgement.confidence * share }, spanOf(invocation));
      }
      if (!isFetch(invocation)) continue;
      for (const { text: target } of targetsOf(invocation)) {
        for (const { rule, judgement } of judgeUrl(target, true)) {
          add(
            addressRules[rule],
            { ...judgement, confidence: judgement.confidence * share },
            spanOf(invocation),
          );
        }
      }
    }
    for (const program of commands.programs) {
      if (program.language === 'powershell') addPowerShell(program.text, share, spanOf(program), add);
      else addCode(program.text, { share, isMeant, allowance }, { start: 0, span: spanOf(program) }, add);
    }
    if (commands.isCut) isCut = true;
  }
  if (/powershell|pwsh|\biex\b|invoke-|new-object|\[convert\]|\$env:/i.test(text.slice(0, most)))
    addPowerShell(text.slice(0, most), share, via ?? { start: 0, end: text.length }, add);
  return !isCut && pieces.length === 1;
}

function addPowerShell(text: string, share: number, span: { start: number; end: number }, add: Add): void {
  const judgement = judgePowerShellText(text);
  if (judgement) add(powerShellRule, { ...judgement, confidence: judgement.confidence * share }, span);
}

const codeSign =
  /\bimport\s+\w|\bfrom\s+\w[\w.]*\s+import\b|\brequire\s?\(|\b(?:def|function|class|const|let|var|async)\s+\w|=>|__[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*__|\bexec\s?\(|\beval\s?\(|\bos\.\w+\s?\(|\bsubprocess\.|\bprocess\.(?:env|mainModule)|\bopen\s?\(|\.constructor\b|\bprint\s?\(|\bconsole\.|<\?php|\$_(?:GET|POST|ENV)/;

function looksLikeCode(text: string): boolean {
  return codeSign.test(text.slice(0, 8000));
}

function addCode(
  text: string,
  reading: CommandReading,
  at: { start: number; span?: { start: number; end: number } },
  add: Add,
): void {
  const { program: most } = callLimits;
  const read = text.length <= most ? text : `${text.slice(0, most / 2)}\n${text.slice(-most / 2)}`;
  const span = at.span ?? { start: at.start, end: text.length };
  for (const { rule, judgement } of judgeCode(read))
    add(codeRules[rule], { ...judgement, confidence: judgement.confidence * reading.share }, span);
  let characters = 0;
  for (const command of commandsIn(read)) {
    characters += command.text.length;
    if (characters > callLimits.command) break;
    addCommands(command.text, reading, add, at.span ?? { start: command.start, end: command.end });
  }
}

/** {@link judgeText} for a text of which nothing is known. */
export function judgeBareText(text: string): Danger[] {
  return judgeText(text, { role: 'plain', intent: noIntent });
}
