#!/usr/bin/env node
import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Compiled code is kept where nobody else may write: a later start loads it (Node 22 and later).
module.enableCompileCache?.(join(process.env.SALLYPORT_HOME ?? join(homedir(), '.sallyport'), 'compiled'));
await import('../dist/command/main.js');
