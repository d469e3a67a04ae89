import { callLimits } from '../../limits.js';
import { matchesGlob } from '../shell/programs.js';
import { normalizePath } from './normalize-path.js';

/** What is bad about a path: that it holds a secret, or that what is written there runs by itself. */
export type PathKind = 'credential' | 'persistence' | 'system' | 'log';

/** A kind of place, and how sure it is that a call means harm by reading or writing there. */
export interface SensitivePath {
  kind: PathKind;
  /** Of normalised paths: lower case, `~` for home. */
  pattern: RegExp;
  read: number;
  write: number;
  what: string;
  /** Spelled out, to be compared with wildcards. */
  samples: readonly string[];
}

function place(
  kind: PathKind,
  what: string,
  read: number,
  write: number,
  pattern: RegExp,
  ...samples: string[]
): SensitivePath {
  const spelled = samples.map((sample) => normalizePath(sample).path);
  return { kind, what, read, write, pattern, samples: spelled };
}

/** The places, the worst of a path first. Confidences below 0.7 are for what developers do, too. */
export const sensitivePaths: readonly SensitivePath[] = [
  // What is public, or a mere example, comes first: it settles the matter.
  place('credential', 'a public key', 0.2, 0.3, /\/\.ssh\/[^/]+\.pub$/),
  place(
    'credential',
    'an example',
    0,
    0,
    /(?:^|\/)\.env[.\w-]*\.(?:example|sample|template|dist|defaults?|tpl|test)$|(?:^|\/)\.env\.?(?:example|sample|template|dist|defaults?|tpl|schema|test|vault)$|\.d\.ts$/,
  ),
  place(
    'persistence',
    'keys that may log in',
    0.5,
    0.92,
    /\/\.ssh\/authorized_keys\d?$/,
    '~/.ssh/authorized_keys',
  ),
  place('persistence', 'commands that ssh runs', 0.3, 0.85, /\/\.ssh\/(?:rc|environment)$/),
  place('persistence', 'settings of ssh', 0.45, 0.72, /\/\.ssh\/config$/),
  place('credential', 'known hosts', 0.35, 0.4, /\/\.ssh\/known_hosts(?:\.old)?$/),
  place(
    'credential',
    'private SSH keys',
    0.9,
    0.8,
    /\/\.ssh\/(?:id_[\w*?-]*|identity|[^/]*(?:rsa|dsa|ed25519|ecdsa|key|\.pem)[^/]*)$|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$|\.ppk$/,
    '~/.ssh/id_rsa',
    '~/.ssh/id_ed25519',
    '/home/user/.ssh/id_rsa',
  ),
  place('credential', 'the folder of SSH keys', 0.72, 0.72, /(?:^|\/)\.ssh(?:\/|$)/, '~/.ssh'),
  place('credential', 'host keys', 0.9, 0.9, /^\/etc\/ssh\/ssh_host_[a-z0-9]+_key$/),
  place(
    'credential',
    'password hashes',
    0.95,
    0.95,
    /^\/etc\/(?:shadow|gshadow|master\.passwd|security\/opasswd)-?(?:\.bak)?$|^\/var\/backups\/shadow/,
    '/etc/shadow',
    '/etc/gshadow',
  ),
  place('credential', 'the list of users', 0.75, 0.92, /^\/etc\/(?:passwd|group)-?$/, '/etc/passwd'),
  place(
    'persistence',
    'who may become root',
    0.72,
    0.95,
    /^\/etc\/(?:sudoers|doas\.conf)(?:$|\.d(?:\/|$))/,
    '/etc/sudoers',
  ),
  place(
    'credential',
    'the environment or memory of a process',
    0.9,
    0.9,
    /^\/proc\/self\/(?:task\/[^/]+\/)?(?:environ|mem|auxv|fd\/\d+)$|^\/proc\/kcore$|^\/dev\/k?mem$/,
    '/proc/self/environ',
    '/proc/1/environ',
  ),
  place(
    'credential',
    'facts about the process',
    0.6,
    0.8,
    /^\/proc\/self\/(?:cmdline|maps|status|cgroup|mountinfo)$/,
  ),
  place(
    'credential',
    'credentials of a cloud',
    0.9,
    0.75,
    /\/\.aws\/(?:credentials|sso\/|cli\/cache)|\/\.azure\/(?:accesstokens|msal_token_cache|service_principal)|\/gcloud\/(?:credentials\.db|access_tokens\.db|application_default_credentials\.json|legacy_credentials)|\/\.oci\/|\/\.config\/(?:doctl|hcloud|scw|linode-cli|rclone)(?:\/|$)|\/\.s3cfg$|\/\.boto$|\/\.passwd-s3fs$|\/\.bluemix\/config|\/\.aliyun\/config/,
    '~/.aws/credentials',
    '/home/user/.aws/credentials',
  ),
  place(
    'credential',
    'settings of a cloud',
    0.6,
    0.6,
    /\/\.aws\/config$|\/\.config\/gcloud(?:\/|$)|\/\.azure(?:\/|$)/,
  ),
  place('credential', 'the folder of credentials of a cloud', 0.72, 0.7, /(?:^|\/)\.aws(?:\/|$)/, '~/.aws'),
  place(
    'credential',
    'credentials of a cluster',
    0.88,
    0.75,
    /\/\.kube\/config$|^\/etc\/kubernetes\/(?:admin|kubelet|controller-manager|scheduler)\.conf$|^\/etc\/kubernetes\/pki\/|^\/(?:var\/)?run\/secrets\/|^\/var\/lib\/kubelet\/|^\/etc\/rancher\/k3s\/k3s\.yaml$/,
    '~/.kube/config',
    '/var/run/secrets/kubernetes.io/serviceaccount/token',
  ),
  place(
    'credential',
    'tokens of a registry or forge',
    0.85,
    0.72,
    /\/\.docker\/config\.json$|\/\.(?:git-credentials|pypirc|netrc|pgpass|my\.cnf|mylogin\.cnf|dockercfg|vault-token|terraformrc|htpasswd)$|\/_netrc$|\/\.config\/(?:gh|hub|glab-cli)\/?(?:hosts|config)?(?:\.ya?ml)?$|\/\.config\/git\/credentials|\/\.cargo\/credentials(?:\.toml)?$|\/\.gem\/credentials|\/credentials\.tfrc\.json$|\/\.(?:cache\/)?huggingface\/(?:token|stored_tokens)$|\/\.kaggle\/kaggle\.json$|\/\.config\/op(?:\/|$)/,
    '~/.netrc',
    '~/.git-credentials',
    '~/.docker/config.json',
    '~/.pgpass',
  ),
  place(
    'credential',
    'tokens of a package registry',
    0.75,
    0.6,
    /(?:^~?|\/)\.(?:npmrc|yarnrc(?:\.yml)?)$/,
    '~/.npmrc',
  ),
  place(
    'credential',
    'credentials of an assistant',
    0.85,
    0.85,
    /\/\.claude\/\.credentials\.json$|\/\.codex\/auth\.json$|\/\.gemini\/oauth_creds\.json$|\/\.continue\/config|\/\.(?:cursor|codeium\/windsurf)\/mcp(?:_config)?\.json$|claude_desktop_config\.json$|\/\.claude\.json$/,
    '~/.cursor/mcp.json',
  ),
  place(
    'persistence',
    'settings of an assistant',
    0.4,
    0.75,
    /\/\.(?:claude|cursor|gemini|codex)\/(?:settings(?:\.local)?\.json|config\.toml|hooks(?:\/|$))/,
  ),
  place(
    'credential',
    'keys of GnuPG or of a password store',
    0.88,
    0.8,
    /\/\.gnupg(?:\/|$)|\/\.password-store(?:\/|$)|\.kdbx?$|\/\.local\/share\/keyrings(?:\/|$)|\/login\.keyring$/,
    '~/.gnupg',
  ),
  place(
    'credential',
    'a keychain',
    0.9,
    0.9,
    /\/library\/keychains(?:\/|$)|\.keychain(?:-db)?$|\/microsoft\/(?:credentials|protect|vault)(?:\/|$)/,
    '~/Library/Keychains',
  ),
  place(
    'credential',
    'a wallet',
    0.9,
    0.85,
    /\/(?:\.bitcoin|\.litecoin|\.dogecoin|\.electrum|\.ethereum|\.monero|\.config\/solana|\.brownie|\.foundry\/keystores|exodus|\.near-credentials)(?:\/|$)|(?:^|\/)wallet\.dat$|nkbihfbeogaeaoehlefnkodbefgpgknn/,
    '~/.bitcoin/wallet.dat',
  ),
  place(
    'credential',
    'the profile of a browser',
    0.9,
    0.85,
    /\/(?:google\/chrome|google-chrome|chromium|microsoft edge|microsoft\/edge|microsoft-edge|bravesoftware|brave-browser|opera software|vivaldi|arc)\/.*(?:login data|cookies|web data|local state|local storage|history|sessions?)|\/(?:\.mozilla\/firefox|firefox\/profiles|\.thunderbird)(?:\/|$)|\/(?:logins\.json|key[34]\.db|cookies\.sqlite|signons\.sqlite)$|\/library\/(?:cookies|safari)(?:\/|$)|\/(?:discord|slack|signal|telegram desktop)\/(?:local storage|storage|tdata|cookies)/,
  ),
  place(
    'credential',
    'the profile of a browser',
    0.72,
    0.72,
    /\/(?:google\/chrome|google-chrome|chromium|bravesoftware)\/(?:user data|default)(?:\/|$)|^~\/\.config\/(?:google-chrome|chromium)(?:\/|$)|\/application support\/google\/chrome(?:\/|$)/,
  ),
  place(
    'credential',
    'what was typed in a shell',
    0.76,
    0.76,
    /\/\.(?:bash|zsh|sh|ksh|fish|python|psql|mysql|node_repl|sqlite|irb|rediscli|lesshst)_?history$|\/consolehost_history\.txt$|\/fish_history$/,
    '~/.bash_history',
  ),
  place(
    'credential',
    'a file of secrets',
    0.78,
    0.5,
    /(?:^|\/)\.env(?:\.[\w-]+)*$|(?:^|\/)[\w-]*\.env$|(?:^|\/)\.(?:flaskenv|dev\.vars|secrets?)$/,
    '.env',
    '/app/.env',
  ),
  place(
    'credential',
    'a file of secrets',
    0.75,
    0.55,
    /(?:^|\/)(?:master\.key|credentials\.yml\.enc|wp-config\.php|\.htpasswd|service[-_]?account(?:[-_]?key)?(?:-[\w-]+)?\.json|firebase-adminsdk[\w-]*\.json|privkey\d*\.pem|private[-_]?key\.\w+|(?:server|client|tls|ssl|ca|domain)[-_.]?(?:private)?\.key|client_secret[\w.-]*\.json)$|^\/etc\/ssl\/private(?:\/|$)|^\/etc\/letsencrypt\/(?:live|archive)\/.*priv|^\/etc\/wireguard\/|^\/etc\/(?:krb5\.keytab|mysql\/debian\.cnf|ipsec\.secrets|networkmanager\/system-connections|ppp\/(?:chap|pap)-secrets|openvpn\/.*\.key|rndc\.key|tor\/)/,
  ),
  place(
    'credential',
    'a file that may hold secrets',
    0.6,
    0.5,
    /(?:^|\/)(?:secrets?|credentials?)\.(?:json|ya?ml|toml|ini|txt|properties|xml|env)$|\.(?:pem|key|p12|pfx|jks|keystore|ovpn)$|(?:^|\/)(?:terraform\.tfstate(?:\.backup)?|[\w.-]*\.tfvars|local\.settings\.json|parameters\.yml|settings\.xml|gradle\.properties|\.envrc)$/,
  ),
  place(
    'credential',
    'the credentials of Windows',
    0.93,
    0.93,
    /^c:\/windows\/(?:system32\/config\/(?:regback\/)?(?:sam|security|system)|repair\/(?:sam|security|system)|ntds\/ntds\.dit)(?:\.\w+)?$|(?:^|\/)ntds\.dit$|(?:^|\/)lsass\.dmp$|\/(?:unattend|sysprep|autounattend)\.(?:xml|inf)$/,
    'C:/Windows/System32/config/SAM',
  ),
  place(
    'system',
    'what every Windows has, read to try a way out',
    0.75,
    0.75,
    /^c:\/(?:windows\/(?:win|system)\.ini|boot\.ini|windows\/system32\/(?:license\.rtf|drivers\/etc\/hosts|inetsrv\/)|inetpub\/wwwroot\/web\.config)/,
  ),
  place(
    'persistence',
    'what a shell runs when it starts',
    0.35,
    0.76,
    /^(?:~|\/etc|\/etc\/skel)\/\.?(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zprofile|zshenv|zlogin|zlogout|kshrc|cshrc|tcshrc|login|xprofile|xinitrc|xsession|bash\.bashrc|config\/fish\/(?:config\.fish|conf\.d\/.*))$|^\/etc\/(?:profile\.d|zsh|bashrc\.d|environment)(?:\/|$)|(?:^|\/)(?:microsoft\.)?(?:powershell_)?profile\.ps1$/,
    '~/.bashrc',
    '~/.zshrc',
    '~/.profile',
  ),
  place(
    'persistence',
    'what cron runs',
    0.4,
    0.85,
    /^\/etc\/(?:crontab|anacrontab|cron\.(?:d|daily|hourly|weekly|monthly))(?:\/|$)|^\/var\/spool\/(?:cron|at)(?:\/|$)/,
    '/etc/crontab',
    '/etc/cron.d/x',
  ),
  place(
    'persistence',
    'what the system starts',
    0.3,
    0.82,
    /^(?:\/etc|\/usr\/lib|\/lib|\/run|~\/\.config|~\/\.local\/share)\/systemd\/(?:system|user)(?:-generators)?(?:\/|$)|^\/etc\/(?:init\.d|rc\.local|rc\d\.d|inittab|init)(?:\/|$)|\/(?:launchagents|launchdaemons|startupitems)(?:\/|$)|\/autostart(?:\/|$)|\/start menu\/programs\/startup(?:\/|$)|^c:\/windows\/(?:system32\/)?tasks(?:\/|$)|^~?\/?\.config\/(?:autostart|upstart)(?:\/|$)/,
    '/etc/systemd/system/x.service',
    '/etc/rc.local',
  ),
  place(
    'persistence',
    'what Git runs',
    0.25,
    0.8,
    /(?:^|\/)\.git\/hooks\/(?!.*\.sample$)/,
    '.git/hooks/pre-commit',
  ),
  place(
    'persistence',
    'settings of Git',
    0.3,
    0.72,
    /(?:^|\/)\.git\/config$|^~\/\.(?:gitconfig|config\/git\/config)$/,
  ),
  place(
    'persistence',
    'what every program loads',
    0.5,
    0.93,
    /^\/etc\/ld\.so\.(?:preload|conf)(?:\.d(?:\/|$)|$)|^\/etc\/pam\.d(?:\/|$)|^\/(?:usr\/)?lib\/.*security\/pam_\w+\.so$/,
    '/etc/ld.so.preload',
    '/etc/pam.d/sshd',
  ),
  place(
    'persistence',
    'what the kernel or the package manager runs',
    0.3,
    0.8,
    /^\/etc\/(?:udev\/rules\.d|modules-load\.d|modprobe\.d|apt\/apt\.conf\.d|dpkg\/dpkg\.cfg\.d|update-motd\.d|network\/if-up\.d|dhcp\/dhclient-exit-hooks\.d|xdg\/autostart|logrotate\.d|sysctl\.d|binfmt\.d|tmpfiles\.d)(?:\/|$)|^\/proc\/sys\/kernel\/(?:core_pattern|modprobe)$|^\/proc\/sysrq-trigger$|^\/sys\/(?:kernel\/uevent_helper|fs\/cgroup\/.*release_agent)/,
  ),
  place(
    'persistence',
    'what an interpreter or editor runs when it starts',
    0.2,
    0.76,
    /\/(?:sitecustomize|usercustomize)\.py$|\/site-packages\/[^/]+\.pth$|^~\/\.(?:vimrc|pythonrc|pythonstartup|inputrc|emacs|screenrc|tmux\.conf|irbrc|gdbinit|lldbinit)$|^~\/\.(?:vim|config\/nvim)\/(?:plugin|autoload|init)/,
  ),
  place(
    'persistence',
    'what an editor or agent runs in this folder',
    0.1,
    0.6,
    /(?:^|\/)\.(?:vscode\/(?:tasks|launch|settings)\.json|idea\/runconfigurations\/|husky\/[\w-]+|github\/workflows\/[\w.-]+\.ya?ml|gitlab-ci\.yml|cursor\/rules)|(?:^|\/)(?:claude|agents)\.md$/,
  ),
  place(
    'log',
    'a log by which attacks are found',
    0.35,
    0.8,
    /^\/var\/log\/(?:auth\.log|secure|syslog|messages|audit(?:\/|$)|wtmp|btmp|lastlog|faillog|utmp|kern\.log|cron|journal(?:\/|$))|^\/var\/run\/utmp$|^c:\/windows\/system32\/winevt(?:\/|$)/,
    '/var/log/auth.log',
  ),
  place(
    'system',
    'names and addresses that the system trusts',
    0.2,
    0.76,
    /^\/etc\/(?:hosts|resolv\.conf|nsswitch\.conf|hosts\.(?:allow|deny)|ssh\/sshd_config(?:\.d)?|fstab|exports|login\.defs|selinux\/config|ca-certificates|ssl\/certs)(?:\/|$)/,
  ),
  place(
    'system',
    'programs of the system',
    0,
    0.8,
    /^\/(?:s?bin|usr\/s?bin|lib(?:32|64)?|usr\/lib(?:32|64)?|boot|system)(?:\/|$)|^c:\/windows(?:\/|$)/,
  ),
  place('system', 'settings of the system', 0, 0.6, /^\/etc\/|^\/(?:proc|sys)\//),
];

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
  const bare = path.replaceAll(/\*+$/g, '');
  return sensitivePaths.find(({ pattern }) => pattern.test(bare));
}
