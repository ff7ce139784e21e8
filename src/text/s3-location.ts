/** A place in an S3-compatible store. Credentials are no part of it. */
export interface S3Location {
  bucket: string;
  /** What every key begins with; empty, or ending in a slash. */
  prefix: string;
  /** Null for AWS itself. */
  endpoint: string | null;
  /** Null for the one that the environment names. */
  region: string | null;
}

const BUCKET = /^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/;
const PREFIX = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;
const REGION = /^[a-z\d-]{1,40}$/;

/** The place that `s3://bucket/prefix?endpoint=…&region=…` names, or null for any other text. */
export function parseS3Location(text: string): S3Location | null {
  const url = URL.parse(text);
  if (url?.protocol !== 's3:' || url.username || url.password || url.port || url.hash) return null;
  const { endpoint = null, region = null, ...others } = Object.fromEntries(url.searchParams);
  const prefix = url.pathname.replace(/^\/+|\/+$/g, '');
  const isWhole =
    BUCKET.test(url.hostname) &&
    (prefix === '' || PREFIX.test(prefix)) &&
    (region === null || REGION.test(region)) &&
    (endpoint === null || isWebUrl(endpoint)) &&
    Object.keys(others).length === 0;
  if (!isWhole) return null;
  return { bucket: url.hostname, prefix: prefix === '' ? '' : `${prefix}/`, endpoint, region };
}

function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password;
}
