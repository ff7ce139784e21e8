/** The key of a role, its name for programs. */
export const ROLE_KEY = /^[a-z][a-z0-9_]{1,49}$/;
