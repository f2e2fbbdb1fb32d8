// No zod here: the widget imports these values at run time.

/** Header of `PUT …/records`: bytes of the body that the server already has. */
export const UPLOAD_OFFSET_HEADER = 'Upload-Offset';

/** In an upload whose columns are attributes, a cell `!reason` carries a reject that was found before the upload. */
export const REJECT_MARKER = '!';
