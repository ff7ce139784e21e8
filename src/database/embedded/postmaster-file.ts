import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './folder-owner.js';

/** What a server says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number;
  /** Zero when not yet written. */
  port: number;
  /** `starting`, `ready`, `stopping` or `standby`; empty when not yet written. */
  status: string;
}

/** Reads a cluster's `postmaster.pid` (line 1 the process id, line 4 the port, line 8 the status); null without one. */
export function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]) || 0, status: lines[7]?.trim() ?? '' } : null;
  } catch {
    return null;
  }
}

/** Whether the process in `postmaster.pid` is a server of this cluster: servers stand in their cluster's folder. */
export function isServing(cluster: string, { pid }: Postmaster): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}

/**
 * Whether the process id in `postmaster.pid` now belongs to some other program, as happens when a container
 * starts again: PostgreSQL would take that program for the server and refuse to start.
 */
export function isMistakable(cluster: string): boolean {
  const postmaster = readPostmaster(cluster);
  return postmaster !== null && isAlive(postmaster.pid) && !isServing(cluster, postmaster);
}
