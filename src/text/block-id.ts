/** The id that a block of a body keeps over its revisions: whatever a client has made up in these characters. */
export const BLOCK_ID = /^[A-Za-z0-9_-]{1,64}$/;
