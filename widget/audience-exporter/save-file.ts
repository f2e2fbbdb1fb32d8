/** Hands a file to the browser's downloads, under a name that every file system takes. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(/[\\/:*?"<>|]+/g, ' ').trim();
  link.click();
  // The browser has taken the blob once the click is through; the next turn is late enough to let go of it.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
