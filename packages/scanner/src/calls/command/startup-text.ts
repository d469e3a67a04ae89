import type { SensitivePath } from '../path/sensitive-paths.js';

const harmful =
  /\b(?:curl|wget|nc|ncat|socat|telnet|base64|eval|python\d?|perl|ruby|php|powershell|nohup|setsid|xxd|openssl)\b|\/dev\/(?:tcp|udp)\/|\/tmp\/|\/dev\/shm|\/var\/tmp|\bssh-(?:rsa|ed25519|dss)\b|\bNOPASSWD\b|\bLD_PRELOAD\b|\bPROMPT_COMMAND\b|\balias (?:sudo|ssh|su|ls|git|cd)=|\bssh\(\)|\bsudo\(\)|\bProxyCommand\b|^[ \t]*[*\d@][\d*/,-]*[ \t]+[\d*/,-]+[ \t]+[\d*/,-]+[ \t]|\|\s*(?:ba|z|da)?sh\b/m;
/** A line that honest set-up appends to the files of a shell. */
const harmlessLine =
  /^(?:(?:(?:export\s+|alias\s+)?[A-Za-z_][\w.-]*=[^;|&`]*|(?:source|\.)\s[^;|&]*|fi)?$|#|eval\s+"?\$\((?:[\w./~$-]*\/)?(?:starship|pyenv|rbenv|nodenv|direnv|zoxide|fnm|mise|conda|brew|nvm|fzf|ssh-agent|thefuck|goenv|jenv|asdf|dircolors|atuin)|\[ -[sfd] |if \[|autoload|setopt|bindkey|complete|path\+?=|set\s+-\w)/;

function isHarmless(text: string): boolean {
  return text.split('\n').every((line) => harmlessLine.test(line.trim()));
}

/** How sure it is that a text written to such a place means harm: by what it says, where that is known. */
export function judgeStartupText(
  text: string | undefined,
  { write, what }: SensitivePath,
): { confidence: number } {
  const isShell = what === 'what a shell runs when it starts';
  if (text === undefined) return { confidence: isShell ? 0.72 : write };
  const head = text.slice(0, 4096);
  if (isHarmless(head) && !/\/tmp\/|\/dev\/(?:tcp|shm)|LD_PRELOAD|PROMPT_COMMAND/.test(head))
    return { confidence: isShell ? 0.5 : write };
  return { confidence: harmful.test(head) ? Math.max(write, 0.9) : write };
}
