/** What an argument is for, as far as its name and its tool's name say. */
export type Role = 'command' | 'code' | 'path' | 'url' | 'host' | 'query' | 'prose' | 'plain';

const names: readonly (readonly [Role, RegExp])[] = [
  [
    'prose',
    /^(?:content|contents|body|message|description|summary|title|note|notes|comment|prompt|question|subject|markdown|html|document|file_?text|(?:new|old|replace|insert)_?(?:str|string|text|content)|patch|diff|instructions?|thoughts?|reason|reasoning|answer|caption|details?|paragraph|explanation|context|documentation)$/,
  ],
  [
    'command',
    /(?:^|_)(?:command|cmd|commands|cmdline|command_?line|bash|shell|sh|exec|execute|terminal|powershell|argv|shell_?script|run)(?:_|$)/,
  ],
  [
    'code',
    /(?:^|_)(?:code|script|source_?code|python|javascript|js|typescript|program|snippet|cell|expression|expr|function|lambda|notebook)(?:_|$)/,
  ],
  ['query', /(?:^|_)(?:sql|query|statement|statements|queries)(?:_|$)/],
  [
    'url',
    /(?:^|_)(?:url|uri|urls|uris|href|link|links|endpoint|webhook|callback|redirect|site|website|page|feed|origin|referer|proxy)(?:_|$)/,
  ],
  ['host', /(?:^|_)(?:host|hostname|server|domain|ip|ip_?address|address|addr|hosts)(?:_|$)/],
  [
    'path',
    /(?:^|_)(?:path|paths|file|files|filename|filepath|file_?name|dir|directory|directories|folder|folders|destination|dest|source|src|target|location|root|cwd|workdir|pattern|glob|template|include|input_?file|output_?file|output|attachment|attachments|from|to)(?:_|$)/,
  ],
];
const runningTools =
  /(?:^|_)(?:exec|execute|run|shell|bash|sh|zsh|terminal|command|cmd|powershell|sandbox|console|process|spawn|ssh|subprocess|system|repl|eval|interpreter|python|node|code)(?:_|$)/;
const runInputs =
  /^(?:input|text|value|args?|arguments|params?|payload|data|line|lines|stdin|query|task|action|request|instruction)$/;

/** `filePath`, `FilePath` and `file-path` are `file_path`. */
export function foldName(name: string): string {
  return name
    .slice(0, 100)
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z\d]+/g, '_')
    .toLowerCase();
}

/** What the argument of that name is for. */
export function roleOf(memberName: string | undefined, toolName: string | undefined): Role {
  const name = foldName(memberName ?? '');
  const tool = foldName(toolName ?? '');
  if (runInputs.test(name) && runningTools.test(tool))
    return /python|node|code|interpreter|repl|eval/.test(tool) ? 'code' : 'command';
  return names.find(([, pattern]) => pattern.test(name))?.[0] ?? 'plain';
}

/** What a tool does to what it is given, as far as its name and the arguments beside say. */
export interface Intent {
  writes: boolean;
  deletes: boolean;
  /** Only names things: lists, searches, tests for them. */
  lists: boolean;
}

const writing =
  /(?:^|_)(?:write|create|edit|append|save|put|upload|update|move|copy|rename|touch|mkdir|set|patch|replace|insert|add|export|download|install|store|dump|symlink|link)(?:_|$)/;
const deleting = /(?:^|_)(?:delete|remove|unlink|rm|rmdir|erase|purge|wipe|trash|clean|destroy)(?:_|$)/;
const listing = /(?:^|_)(?:list|ls|dir|tree|stat|exists|info|search|find|glob|watch)(?:_|$)/;
const contents =
  /^(?:content|contents|text|data|body|file_?text|new_?(?:str|string|text)|edits|patch|diff|insert_?(?:text|line))$/;

/** Reads the intent of a call. */
export function intentOf(toolName: string | undefined, memberNames: readonly string[]): Intent {
  const tool = foldName(toolName ?? '');
  return {
    writes: writing.test(tool) || memberNames.some((name) => contents.test(foldName(name))),
    deletes: deleting.test(tool),
    lists: listing.test(tool),
  };
}

const commanding = /^[\s({!]*(?:\w{1,30}=[^\s;]{0,200}[\s;]{1,4})*(?:"|')?(?<word>[^\s;|&<>()"'`]{1,200})/;

/** Whether a text begins as a command does, or holds what only commands hold. */
export function looksLikeCommand(text: string, isFamiliar: (name: string) => boolean): boolean {
  const word = commanding.exec(text.slice(0, 2000))?.groups?.['word'] ?? '';
  if (isFamiliar(word.split('/').pop()?.toLowerCase() ?? '')) return true;
  return (
    /[;|&`]\s{0,4}\S|\$[({]|>\s{0,2}[/~]|^\s{0,4}[>$<{]|\/dev\/(?:tcp|udp)\/|\w\$[@*{]|''|""|\\[a-z]/.test(
      text.slice(0, 4000),
    ) || /^[/~.]\S*[*?[]/.test(text)
  );
}
