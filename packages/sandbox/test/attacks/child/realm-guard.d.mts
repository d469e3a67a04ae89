/** What the realm was. */
export interface CapturedRealm {
  readonly captured: unique symbol;
}

export function captureRealm(): CapturedRealm;
export function realmChange(captured: CapturedRealm): string | undefined;
