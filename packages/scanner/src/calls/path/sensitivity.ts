import { callLimits } from '../../limits.js';
import { matchesGlob } from '../shell/programs.js';
import { normalizePath } from './normalize-path.js';
import { sensitivePaths, type SensitivePath } from './sensitive-paths.js';
import { withoutTrailing } from '../text/order.js';

const remembered = new Map<string, SensitivePath | undefined>();

/** What stands at a path, and how surely it is harm to read or write there; undefined for an ordinary one. */
export function sensitivityOf(text: string): SensitivePath | undefined {
  if (text.length > callLimits.address) return undefined;
  if (remembered.has(text)) return remembered.get(text);
  const found = lookUp(text);
  if (remembered.size >= callLimits.remembered) remembered.clear();
  remembered.set(text, found);
  return found;
}

/** A part of every path in the list: most paths have none of them. */
const telling =
  /[*?[]|\.(?:ssh|pub|aws|azure|config|kube|docker|git|env|npmrc|yarnrc|netrc|pgpass|pypirc|my|s3cfg|boto|oci|cargo|gem|cache|huggingface|kaggle|claude|cursor|codex|gemini|continue|codeium|gnupg|password|kdb|local|keychain|bitcoin|litecoin|dogecoin|electrum|ethereum|monero|brownie|foundry|near|mozilla|thunderbird|\w{0,10}_?history|flaskenv|dev|secrets?|htpasswd|htaccess|dockercfg|vault|terraform|mylogin|passwd|bluemix|aliyun|pem|key|p12|pfx|jks|keystore|ovpn|ppk|tfstate|tfvars|vscode|idea|husky|github|gitlab|bash|zsh|profile|\w{0,2}sh|x|inputrc|vim|emacs|screenrc|tmux|irbrc|gdbinit|lldbinit|python|d\.ts|login|json|ya?ml|toml|ini|txt|properties|xml|md|php|cnf|conf|ps1|pth|dmp|dit|sqlite|db|dat|enc)|etc|proc|dev|run|var|boot|bin|lib|sys|private|library|windows|winnt|users|id_|chrome|chromium|firefox|edge|brave|opera|vivaldi|discord|slack|signal|telegram|exodus|wallet|key|autostart|startup|launch|customize|secret|credential|pass|_netrc|history|microsoft|nkbih/i;

function lookUp(text: string): SensitivePath | undefined {
  if (!telling.test(text) && !/%[0-9a-f]{2}|[^\u0000-\u007f]/i.test(text)) return undefined;
  const { path } = normalizePath(text);
  if (path === '') return undefined;
  if (/[*?[]/.test(path) && path.length < 200) {
    const meant = sensitivePaths.find(({ samples }) => samples.some((sample) => matchesGlob(sample, path)));
    // Wildcards alone stand for anything.
    if (meant && path.replaceAll(/[*?[\]./~-]/g, '').length >= 3) return meant;
  }
  const bare = withoutTrailing(path, '*');
  return sensitivePaths.find(({ pattern }) => pattern.test(bare));
}
