/** Hands the browser a file to save. */
export function saveFile(name: string, type: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  saveAddress(name, address);
  // The browser reads the blob when the press is handled, which is before the next task.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}

/** Hands the browser what a `blob:` or `data:` address holds. */
export function saveAddress(name: string, address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
