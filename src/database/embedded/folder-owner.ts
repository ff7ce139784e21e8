import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The Copydesk that uses a data folder, as it wrote itself down there. */
export interface FolderOwner {
  pid: number;
  /** Tells the process from a later one with the same id; null where the platform does not say. */
  startedAt: string | null;
  state: 'running' | 'stopping';
}

/** Writes down that this process uses the folder, or is about to leave it. */
export function claimFolder(dataDir: string, state: FolderOwner['state']): void {
  const owner: FolderOwner = { pid: process.pid, startedAt: startOf(process.pid), state };
  const draft = join(dataDir, `owner.json.${process.pid}`);
  writeFileSync(draft, JSON.stringify(owner));
  renameSync(draft, join(dataDir, 'owner.json'));
}

/** The other living Copydesk that uses the folder; null when there is none, or when it is gone. */
export function livingOwner(dataDir: string): FolderOwner | null {
  let owner: FolderOwner;
  try {
    // Written by `claimFolder` alone, and in one piece.
    owner = JSON.parse(readFileSync(join(dataDir, 'owner.json'), 'utf8')) as FolderOwner;
  } catch {
    return null;
  }
  return owner.pid !== process.pid && isAlive(owner.pid) && startOf(owner.pid) === owner.startedAt
    ? owner
    : null;
}

/** Whether a process with this id exists, be it somebody else's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Field 22 of /proc/<pid>/stat: the start in ticks since boot. The name before it may hold spaces and brackets. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
