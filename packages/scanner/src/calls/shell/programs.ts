/** What runs a text that it is given as a shell would. */
export const shells = new Set([
  'sh',
  'bash',
  'zsh',
  'dash',
  'ksh',
  'ash',
  'fish',
  'csh',
  'tcsh',
  'rbash',
  'mksh',
]);

/** What runs a text that it is given as a program: the option before the text, and the language. */
export const interpreters: Readonly<Record<string, { option: RegExp; language: string }>> = {
  python: { option: /^-\w*c$/, language: 'python' },
  perl: { option: /^-\w*[eE]$/, language: 'perl' },
  ruby: { option: /^-\w*e$/, language: 'ruby' },
  node: { option: /^(?:-\w*[ep]|--eval|--print)$/, language: 'javascript' },
  bun: { option: /^(?:-e|--eval|--print)$/, language: 'javascript' },
  deno: { option: /^eval$/, language: 'javascript' },
  php: { option: /^-\w*r$/, language: 'php' },
  lua: { option: /^-e$/, language: 'lua' },
  osascript: { option: /^-e$/, language: 'applescript' },
  awk: { option: /^BEGIN|system\(|\|getline|\/inet\//, language: 'awk' },
};

/** Programs by the name under which the rules know them. */
export function programOf(path: string): string {
  const name = (path.split(/[\\/]/).pop() ?? '').toLowerCase().replace(/\.(?:exe|com|cmd|bat|ps1)$/, '');
  if (/^python[\d.]*w?$|^pypy\d?$/.test(name)) return 'python';
  if (/^(?:perl|ruby|php|lua|luajit|node|nodejs)[\d.]*$/.test(name)) {
    return name
      .replace(/(?<![\d.])[\d.]+$/, '')
      .replace(/nodejs/, 'node')
      .replace(/luajit/, 'lua');
  }
  if (/^(?:g|m|n)awk$/.test(name)) return 'awk';
  if (/^(?:pip[\d.]*|pipx)$/.test(name)) return 'pip';
  if (/^(?:nc|ncat|netcat|nc\.(?:traditional|openbsd))$/.test(name)) return 'nc';
  return name;
}

/** Programs that a command is likely to begin with: what tells a command from other text. */
const familiar =
  'minerd cpuminer ethminer medusa ffuf wfuzz dirb feroxbuster pspy64 ettercap bettercap evil-winrm crackmapexec netexec add-mppreference auditctl cipher clear-disk clear-eventlog copy csrutil debugfs del deltree diskutil dscl erase format format-volume gcore get-childitem get-content gpasswd groupadd iex initialize-disk install-module installutil invoke-expression invoke-restmethod invoke-webrequest irm iwr lazagne mdfind mimikatz mke2fs mkswap msbuild mutt new-object new-service ngrok ntdsutil nvme pass passwd procdump pvremove rd register-scheduledtask remove-item ri sc secretsdump security sendmail set-content set-mppreference setx sfdisk sgdisk srm start-process stop-service swaks tofu pulumi ufw update-rc.d vault vgremove wsl xcopy xterm zmap cryptsetup mdadm nikto gobuster responder linpeas.sh winpeas addgroup adduser op bw dropdb mongodump pg_dumpall fsutil bcdedit cscript wscript msiexec cmdkey alias apk apt apt-get aria2c arp at awk aws az base32 base64 bash batch bitsadmin blkdiscard brew bun bunx busybox bzip2 cargo cat cd certutil chattr chgrp chmod chown chpasswd chroot cmake cmd command composer conda cp cron crontab csh curl cut cut dash dd debugfs deno df dig diff diskpart diskutil dmesg dnf docker doas dpkg du echo env eval exec export fdisk find firewall-cmd flock ftp gcloud gcore gdb gem getent gh git go gpg gradle grep egrep fgrep gsutil gunzip gzip halt hashcat hdparm head helm history host hostname htop http https hydra icacls iconv id ifconfig insmod install ionice iptables java jq john journalctl jshell kill killall ksh kubectl last launchctl ldd less ln locate ls lsblk lscpu lsmod lsof lua mail mailx make man masscan mkdir mkfifo mkfs mknod modprobe more mount msfconsole msfvenom mshta mv mvn mysql mysqldump nc ncat ncdu net netcat netsh netstat nft nice nl nmap node nohup npm npx nsenter nslookup openssl osascript parallel parted passwd paste patch perl pg_dump pgrep php ping pip pip3 pkexec pkill pnpm podman poetry poweroff powershell printenv printf ps psql pwd pwsh python python2 python3 pytest rclone read reboot redis-cli reg regsvr32 rev rg rm rmdir rmmod rsync ruby rundll32 rustup sc schtasks scp screen script sed seq service set setcap setenforce setfacl setsid sftp sh shred shutdown shuf sleep socat sort source split sqlite3 sqlmap ss ssh ssh-add ssh-copy-id ssh-keygen stat strace strings stty su sudo swapoff sync sysctl systemctl systemd-run tac tail takeown tar tasklist taskkill tcpdump tee telnet terraform test tftp time timeout tmux top touch tr traceroute tree trap truncate tsc tshark ulimit umask umount uname unbuffer uniq unlink unset unshare unxz unzip useradd userdel usermod uv uvx vi vim visudo vssadmin w wall watch wbadmin wc wevtutil wget whereis which who whoami wipefs wmic xargs xmrig xxd xz yarn yes yum zcat zip zsh zypper';

export const familiarPrograms: ReadonlySet<string> = new Set(familiar.split(' '));

/** Programs worth spelling so that nobody sees them: what a glob in place of a name is compared with. */
const worthHiding =
  'cat nc ncat netcat curl wget bash sh zsh dash python python3 perl ruby php node head tail less more tac base64 base32 xxd rm dd chmod chown cp mv tar gzip ssh scp telnet socat openssl find awk sed grep echo printf env printenv id whoami uname nl od rev sort strings tee vi vim'.split(
    ' ',
  );
const folders = ['/bin/', '/usr/bin/', '/sbin/', '/usr/sbin/', '/usr/local/bin/'];

/** The program that a spelling with wildcards stands for: `/b?n/c?t` is `cat`. */
export function programOfGlob(glob: string): string | undefined {
  if (glob.length > 64) return undefined;
  const isPlain =
    /^[\w?*/.[\]^!-]{2,64}$/.test(glob) && (/\?|\[[^\]][^[\]]*\]/.test(glob) || glob.includes('/'));
  const letters = glob.replaceAll(/\[[^\]]{0,64}\]|[^A-Za-z]/g, '').length;
  if (!isPlain || letters < (glob.startsWith('/') ? 1 : 2)) return undefined;
  return worthHiding.find((name) =>
    glob.includes('/') ? folders.some((folder) => matchesGlob(folder + name, glob)) : matchesGlob(name, glob),
  );
}

/** Whether a text is one that a shell would take a pattern of `*`, `?` and `[…]` for. */
export function matchesGlob(text: string, glob: string): boolean {
  let at = 0;
  let sign = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const next = glob[sign] === '*' ? 0 : signAt(glob, sign, text.charAt(at));
    if (glob[sign] === '*') {
      star = sign++;
      resume = at;
    } else if (next > 0) {
      sign += next;
      at++;
    } else if (star >= 0 && text[resume] !== '/') {
      sign = star + 1;
      at = ++resume;
    } else return false;
  }
  while (glob[sign] === '*') sign++;
  return sign === glob.length;
}

/** How much of the pattern stands for the letter; 0 where it does not. */
function signAt(glob: string, at: number, letter: string): number {
  const sign = glob[at];
  if (sign === '?') return letter === '/' ? 0 : 1;
  if (sign !== '[') return sign === letter ? 1 : 0;
  const end = glob.indexOf(']', at + 2);
  if (end < 0) return letter === '[' ? 1 : 0;
  const isNegated = /[!^]/.test(glob.charAt(at + 1));
  const set = glob.slice(at + (isNegated ? 2 : 1), end);
  let holds = false;
  for (let index = 0; index < set.length; index++) {
    const from = set.charAt(index);
    const to = set[index + 1] === '-' && index + 2 < set.length ? set.charAt((index += 2)) : from;
    if (letter >= from && letter <= to) holds = true;
  }
  return holds === isNegated ? 0 : end - at + 1;
}
