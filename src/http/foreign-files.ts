/** The Content-Security-Policy of a file that somebody else made: wherever it is opened, it can do nothing there. */
export const FOREIGN_FILE_POLICY = "default-src 'none'; sandbox";
