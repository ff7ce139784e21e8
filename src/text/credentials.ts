/** The shape of an e-mail address that someone signs in with: one `@`, no blanks, no control characters. */
export const E_MAIL = /^[^\s@\p{C}]+@[^\s@\p{C}]+$/u;

/** RFC 5321, 4.5.3.1.3: the longest path, without its angle brackets. */
export const MAX_E_MAIL_LENGTH = 254;

/** The fewest and the most characters of a password; there is no rule about which. */
export const PASSWORD_LENGTH = { min: 12, max: 1024 } as const;
