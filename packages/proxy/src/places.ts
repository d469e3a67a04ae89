import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This package's folder: where its files are put together for a start that costs less, they lie elsewhere below it. */
export const packageFolder = folderOfManifest(dirname(fileURLToPath(import.meta.url)));

/** The file that runs the `sallyport` command with Node. */
export const commandFile = join(packageFolder, 'bin', 'sallyport.js');

function folderOfManifest(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(folder, 'package.json')) || above === folder ? folder : folderOfManifest(above);
}
