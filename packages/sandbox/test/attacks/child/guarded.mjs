// Loaded into a child of the sandbox beside its own code (`node --import`): ends the child when its realm has changed.
import { captureRealm, realmChange } from './realm-guard.mjs';

let captured;
setInterval(() => {
  captured ??= captureRealm();
  const change = realmChange(captured);
  if (change === undefined) return;
  process.stderr.write(`THE REALM HAS CHANGED: ${change}\n`);
  process.exit(97);
}, 5);
