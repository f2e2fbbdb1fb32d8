/** The database cannot be used. The message says what to do and holds no credential. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: 'driver_missing' | 'driver_unavailable' | 'database_newer' | 'cannot_open' | 'migration_changed';

  constructor(code: StoreError['code'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
