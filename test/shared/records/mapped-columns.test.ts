import { describe, expect, it } from 'vitest';
import { findMappedColumns, RecordsError } from '../../../shared/records/index.ts';

function failure(header: string[], mapping: Record<string, string>): RecordsError {
  try {
    findMappedColumns(header, mapping);
  } catch (error) {
    if (error instanceof RecordsError) return error;
  }
  throw new Error('no RecordsError');
}

describe('findMappedColumns', () => {
  it('finds a column as written, else without regard to case and blanks', () => {
    expect(findMappedColumns(['Phone  Number ', 'email', 'EMAIL'], { email: 'EMAIL', phone: 'phone number' })).toEqual({
      email: 2,
      phone: 0,
    });
  });

  it('lets two attributes share a column', () => {
    expect(findMappedColumns(['First'], { firstName: 'First', firstNameInitial: 'First' })).toEqual({
      firstName: 0,
      firstNameInitial: 0,
    });
  });

  it('says which columns were expected and which were found', () => {
    const error = failure(['Name', 'Mail'], { email: 'Email', firstName: 'Name' });
    expect(error.code).toBe('missing_columns');
    expect(error.details).toEqual({ row: 0, columns: ['Email'], expected: ['Email', 'Name'], found: ['Name', 'Mail'] });
    expect(error.message).toContain('"Email"');
  });

  it('repeats nothing of a first line that is data', () => {
    const error = failure(['Ann', 'ann@example.com', '+442071838750'], { email: 'Email' });
    expect(JSON.stringify([error.details, error.message])).not.toMatch(/Ann|ann@|4420/);
  });

  it('refuses a mapped column that stands there twice, and minds no other', () => {
    expect(failure(['Email', 'Email'], { email: 'Email' }).code).toBe('duplicate_column');
    expect(failure(['Email', 'EMAIL'], { email: 'email' }).code).toBe('duplicate_column');
    expect(findMappedColumns(['x', 'x', 'Email'], { email: 'Email' })).toEqual({ email: 2 });
  });
});
