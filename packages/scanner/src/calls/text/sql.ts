import { callRule, judged, surest, type Judgement } from '../call-rule.js';
import { comesAfter } from './order.js';

/** What one query does. */
export interface SqlFinding {
  rule: keyof typeof sqlRules;
  judgement: Judgement;
}

/** How a statement begins. */
const beginning =
  /^\s{0,200}(?:\(\s{0,20})?(?:select|insert|update|delete|drop|truncate|alter|create|grant|revoke|exec|execute|copy|call|merge|with|attach|load|declare|set|use|shutdown|vacuum|explain|replace|begin|do|lock|pragma)\b/i;

/** Whether a text reads as a query. */
function looksLikeSql(text: string): boolean {
  if (!beginning.test(text)) return false;
  const head = text.slice(0, 400);
  return (
    /\b(?:from|into|table|database|schema|set|values|where|procedure|program|xp_\w+|user|index|view|all|cascade|file|xp_cmdshell|\w{2,30}\s?\()/i.test(
      head,
    ) || /^\s*(?:drop|truncate|delete|exec|attach|shutdown)\b/i.test(head)
  );
}

/** A text that breaks out of a query which it is put into. */
const injected =
  /(?:'|"|\)|\b\d{1,9})\s{0,4}(?:;\s{0,4}(?:drop|delete|truncate|update|insert|alter|exec|shutdown|create)\s+\w|(?:union(?:\s+all)?\s+select\b)|(?:or|and|\|\||&&)\s{1,4}(?:(?:'[^']{0,20}'\s?=\s?'[^']{0,20}|\d{1,4}\s?=\s?\d{1,4}|"[^"]{0,20}"\s?=\s?"[^"]{0,20}|true\b)|(?:sleep|pg_sleep|benchmark|waitfor|extractvalue|updatexml)\b)|;?\s{0,4}waitfor\s+delay\b)/i;

/** Statements with the contents of comments and literals taken out. */
function statementsOf(text: string): string[] {
  let plain = '';
  for (let at = 0; at < text.length;) {
    const letter = text.charAt(at);
    const pair = text.slice(at, at + 2);
    const end =
      pair === '--'
        ? '\n'
        : pair === '/*' && text[at + 2] !== '!'
          ? '*/'
          : letter === "'" || letter === '"' || letter === '`'
            ? letter
            : '';
    if (end === '') {
      plain += letter;
      at++;
      continue;
    }
    const close = text.indexOf(end, at + pair.length - (end.length === 1 && end !== '\n' ? 1 : 0));
    const isName = letter === '"' || letter === '`';
    plain += isName && close > 0 ? text.slice(at + 1, close) : end === "'" ? "''" : ' ';
    at = close < 0 ? text.length : close + end.length;
  }
  return plain
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '');
}

/** What a query would do, judged by its statements; `isQuery` where the argument is meant for one. */
export function judgeSql(text: string, isQuery: boolean): SqlFinding[] {
  const findings: SqlFinding[] = [];
  const add = (rule: keyof typeof sqlRules, judgement: Judgement | undefined): void => {
    if (judgement) findings.push({ rule, judgement });
  };
  if (isQuery || looksLikeSql(text)) {
    const statements = statementsOf(text);
    const others = statements.filter((statement) =>
      /^(?:select|insert|update|with)\b/i.test(statement),
    ).length;
    add(
      'destroy',
      surest(...statements.slice(0, 200).map((statement) => judgeStatement(statement, others > 0))),
    );
    add('escape', surest(...statements.slice(0, 200).map(judgeReach)));
  }
  if (!isQuery)
    add(
      'inject',
      judged(injected.test(text.slice(0, 4000)) && text.length < 2000, 0.74, 'breaks out of a query'),
    );
  return findings;
}

function judgeStatement(statement: string, isStacked: boolean): Judgement | undefined {
  const is = (pattern: RegExp): boolean => pattern.test(statement);
  const isGuarded = is(
    /\bif exists\b|\btemp(?:orary)?\b|\b(?:tmp|temp|staging|test)_|_(?:tmp|temp|test|old|backup|bak)\b|#\w/i,
  );
  return surest(
    judged(is(/^drop (?:database|schema)\b/i), isGuarded ? 0.62 : 0.78, 'drops a whole database'),
    judged(
      is(/^drop (?:table|view|user|role|owned)\b/i),
      isStacked ? 0.76 : isGuarded ? 0.45 : 0.64,
      'drops a table',
    ),
    judged(is(/^truncate\b/i), isStacked ? 0.74 : isGuarded ? 0.45 : 0.62, 'empties a table'),
    judged(
      is(/^delete\b/i) && !is(/\bwhere\b|\blimit\b|\busing\b/i),
      isStacked ? 0.74 : 0.64,
      'deletes every row',
    ),
    judged(is(/^delete\b.*\bwhere (?:1 ?= ?1|true|'' ?= ?'')/i), 0.72, 'deletes every row'),
    judged(is(/^update\b/i) && !is(/\bwhere\b/i), isStacked ? 0.64 : 0.55, 'changes every row'),
    judged(is(/^(?:shutdown|alter system|alter database .*offline)\b/i), 0.72, 'stops the database'),
    judged(
      is(
        /^grant (?:all|dba|super|sysadmin)\b|^alter (?:user|role|login)\b.*\b(?:superuser|password|identified)\b|^create (?:user|role|login)\b.*\bsuperuser\b/i,
      ),
      0.72,
      'changes who may do what',
    ),
  );
}

function judgeReach(statement: string): Judgement | undefined {
  const is = (pattern: RegExp): boolean => pattern.test(statement);
  return surest(
    judged(
      is(
        /\bxp_cmdshell\b|\bsp_oacreate\b|\bsp_execute_external_script\b|\bxp_reg(?:read|write)\b|\bxp_dirtree\b/i,
      ),
      0.88,
      'runs a program of the machine',
    ),
    judged(is(/^copy\b.*\b(?:to|from) program\b/i), 0.9, 'runs a program of the machine'),
    judged(
      is(
        /\bsys_(?:exec|eval)\s?\(|\blib_mysqludf_sys\b|\bdbms_(?:scheduler|java|xmlquery)\b|\bjava_call\b/i,
      ) ||
        comesAfter(
          statement,
          /\bcreate (?:or replace )?function\b/i,
          /\b(?:language (?:c|plpythonu|plperlu|plpython3u)|soname)\b/i,
        ),
      0.84,
      'runs a program of the machine',
    ),
    judged(is(/\binto (?:outfile|dumpfile)\b/i), 0.76, 'writes a file of the machine'),
    judged(
      is(
        /\bload_file\s?\(|\bpg_read_(?:binary_)?file\s?\(|\bpg_ls_dir\s?\(|\blo_(?:import|export)\s?\(|\bload data (?:local )?infile\b|\bopenrowset\s?\(\s?bulk|\breadfile\s?\(|\bwritefile\s?\(|\bload_extension\s?\(/i,
      ),
      0.76,
      'reads or writes files of the machine',
    ),
    judged(is(/^copy\b.*\b(?:to|from) ''/i), 0.56, 'reads or writes a file of the machine'),
    judged(
      is(
        /\butl_(?:http|inaddr|tcp|smtp)\b|\bdbms_ldap\b|\bdblink(?:_connect|_exec)?\s?\(|\bhttp_(?:get|post)\s?\(|\bopendatasource\s?\(/i,
      ),
      0.74,
      'goes out to the network',
    ),
    judged(is(/\battach database\b/i) && !is(/as (?:temp|memory)/i), 0.5, 'opens another file as a database'),
    judged(
      is(/\b(?:mysql\.user|pg_shadow|pg_authid|sys\.user\$|dba_users|syslogins|sys\.sql_logins)\b/i),
      0.76,
      'reads the accounts of the database',
    ),
  );
}

/** The rules about queries. */
export const sqlRules = {
  destroy: callRule({
    id: 'destructive-sql',
    title: 'A query that deletes far and wide',
    severity: 'high',
    confidence: 0.6,
    why: 'The query drops, empties or changes whole tables. It may be meant, and then somebody should say so.',
    references: ['CWE-89', 'T1485'],
    finds: [
      'SELECT * FROM users WHERE id = 1; DROP TABLE users',
      'DELETE FROM orders',
      'DROP DATABASE production',
    ],
    passes: [
      'SELECT region, SUM(total) FROM sales GROUP BY region',
      'DELETE FROM orders WHERE id = 7',
      'DROP TABLE IF EXISTS tmp_sales',
      'drop me a line',
    ],
  }),
  escape: callRule({
    id: 'sql-reaches-the-machine',
    title: 'A query that reaches out of the database',
    severity: 'critical',
    why: 'The query runs programs, reads or writes files, or goes out to the network by way of the database.',
    references: ['CWE-89', 'CWE-78', 'T1059'],
    finds: [
      "EXEC xp_cmdshell 'whoami'",
      "COPY t FROM PROGRAM 'curl x.example'",
      "SELECT '<?php' INTO OUTFILE '/var/www/html/s.php'",
      "SELECT pg_read_file('/etc/passwd')",
    ],
    passes: ['SELECT name INTO archive FROM users', 'COPY sales TO STDOUT', 'EXPLAIN SELECT 1'],
  }),
  inject: callRule({
    id: 'sql-injection',
    title: 'A value that breaks out of a query',
    severity: 'high',
    why: 'The value ends the text that it is put into and goes on as a query.',
    references: ['CWE-89'],
    finds: ["x' OR '1'='1' --", '1; DROP TABLE users --', "' UNION SELECT password FROM users --"],
    passes: ["O'Brien", "it's 1 or 2 of them", 'Rock and Roll; drop by'],
  }),
} as const;
