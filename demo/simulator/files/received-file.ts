/** What is known of a file that has been received; its bytes are gone. */
export interface ReceivedFile {
  /** The name it came with; a buffer sent by a script may have any. */
  fileName: string;
  bytes: number;
  md5: string;
  /** Its first bytes. */
  head: Buffer;
}
