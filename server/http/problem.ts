import type { AppError } from '../errors.ts';

/** The parts of a problem document, for who makes no Response of it. */
export interface ProblemParts {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The RFC 9457 document of an error, with the headers its status calls for. Its `type` links to the server's own reference. */
export function problemParts(error: AppError, about: { requestId: string; publicUrl: string }): ProblemParts {
  return {
    status: error.status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...challenge(error),
      ...retryAfter(error),
      ...allow(error),
      ...hangUp(error),
    },
    body: JSON.stringify({
      ...error.members,
      type: `${about.publicUrl}/docs#error-${error.code}`,
      title: error.title,
      status: error.status,
      code: error.code,
      detail: error.message,
      requestId: about.requestId,
      ...(error.tiktokRequestId === null ? {} : { tiktokRequestId: error.tiktokRequestId }),
      ...(error.errors.length === 0 ? {} : { errors: error.errors }),
    }),
  };
}

/** As `problemParts`, as a Response. */
export function problemDocument(error: AppError, about: { requestId: string; publicUrl: string }): Response {
  const { status, headers, body } = problemParts(error, about);
  return new Response(body, { status, headers });
}

/** RFC 9110 wants a challenge with every 401. */
function challenge(error: AppError): Record<string, string> {
  if (error.status !== 401) return {};
  if (error.code === 'webhook_signature_invalid') return { 'WWW-Authenticate': 'X-Open-Signature, TikTok-Signature' };
  return { 'WWW-Authenticate': error.code === 'missing_credentials' ? 'Bearer' : 'Bearer error="invalid_token"' };
}

/** A member `retryAfterSeconds` is also said in the header that clients look at. */
function retryAfter(error: AppError): Record<string, string> {
  const seconds = error.members['retryAfterSeconds'];
  return typeof seconds === 'number' ? { 'Retry-After': String(Math.max(1, Math.ceil(seconds))) } : {};
}

/** Whoever sends too slowly is not waited for any longer: RFC 9110 wants the connection closed after a 408. */
function hangUp(error: AppError): Record<string, string> {
  return error.status === 408 ? { Connection: 'close' } : {};
}

/** RFC 9110 wants the methods that a path does take with every 405. */
function allow(error: AppError): Record<string, string> {
  const methods = error.members['allow'];
  return Array.isArray(methods) ? { Allow: methods.join(', ') } : {};
}
