import { HTTPException } from 'hono/http-exception';
import type { ErrorHandler } from 'hono';
import type { Logger } from 'pino';
import { AppError } from '../errors.ts';
import type { AppEnv } from './app-env.ts';
import { problemDocument } from './problem.ts';

/**
 * Turns whatever was thrown into a problem document. What is not an AppError and cannot be translated into one becomes
 * `internal_error` without a word of the cause, which goes to the log under the request's id.
 *
 * @param options.translate names the AppError of an error that belongs to a feature (TikTok's), or null
 */
export function createErrorHandler(options: {
  log: Logger;
  publicUrl: string;
  translate: (error: Error) => AppError | null;
}): ErrorHandler<AppEnv> {
  const { log, publicUrl, translate } = options;
  return (error, c) => {
    const known = error instanceof AppError ? error : (translate(error) ?? fromHttpException(error));
    const problem =
      known ??
      new AppError('internal_error', 'Something unexpected happened. The log holds more under this requestId.');
    const requestId = c.get('requestId');
    // No place just now, such as while the server stops: foreseen, and the caller comes back.
    if (problem.status === 503) log.info({ requestId, code: problem.code }, 'request turned away');
    else if (problem.status >= 500) {
      log.error(
        { requestId, code: problem.code, tiktokRequestId: problem.tiktokRequestId, err: error },
        'request failed',
      );
    }
    return problemDocument(problem, { requestId, publicUrl });
  };
}

/** The framework's own refusals: a body that is not JSON, a media type no route declares. */
function fromHttpException(error: Error): AppError | null {
  if (!(error instanceof HTTPException)) return null;
  if (error.status === 415) {
    return new AppError(
      'unsupported_media_type',
      'The Content-Type header must name a type this call takes, such as application/json.',
    );
  }
  if (error.status === 413) return new AppError('payload_too_large', 'The body is larger than this call takes.');
  if (error.status === 400) {
    return new AppError('invalid_json', 'The body ends too early or is not JSON. Send one complete JSON value.');
  }
  return null;
}
