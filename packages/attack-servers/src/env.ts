/** A file by which an attack remembers that it has run before; `ATTACK_STATE`. */
export const stateFile: string | undefined = process.env['ATTACK_STATE'];
