/** How a system is told of an authority that it is to trust. */
export interface TrustStore {
  /** Where the certificate is put first; undefined where one command does it all. */
  readonly target: string | undefined;
  /** The command that follows. */
  refresh(certificate: string): readonly [program: string, ...args: string[]];
  /** All of it, for a person to run. */
  commands(certificate: string): string[];
}

/** Linux: the folder that tells the distribution, the file to put there, and the command that takes it up. */
const folders: readonly (readonly [folder: string, refresh: readonly [string, ...string[]]])[] = [
  ['/usr/local/share/ca-certificates', ['update-ca-certificates']],
  ['/etc/pki/ca-trust/source/anchors', ['update-ca-trust', 'extract']],
  ['/etc/ca-certificates/trust-source/anchors', ['trust', 'extract-compat']],
  ['/etc/pki/trust/anchors', ['update-ca-certificates']],
];

/** The trust store of a platform; undefined where it is not known. */
export function trustStore(
  platform: NodeJS.Platform,
  exists: (path: string) => boolean,
): TrustStore | undefined {
  if (platform === 'darwin') {
    const keychain = '/Library/Keychains/System.keychain';
    return storeOf(undefined, (certificate) => [
      'security',
      'add-trusted-cert',
      '-d',
      '-r',
      'trustRoot',
      '-k',
      keychain,
      certificate,
    ]);
  }
  if (platform === 'win32')
    return storeOf(undefined, (certificate) => ['certutil', '-addstore', 'Root', certificate]);
  const found = folders.find(([folder]) => exists(folder));
  if (!found) return undefined;
  const [folder, refresh] = found;
  return storeOf(`${folder}/sallyport.crt`, () => refresh);
}

function storeOf(target: string | undefined, refresh: TrustStore['refresh']): TrustStore {
  return {
    target,
    refresh,
    commands: (certificate) => [
      ...(target === undefined ? [] : [`sudo install -m 0644 ${quoted(certificate)} ${target}`]),
      `${target === undefined && process.platform === 'win32' ? '' : 'sudo '}${refresh(certificate).map(quoted).join(' ')}`,
    ],
  };
}

function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
