import { Injectable } from '@nestjs/common';
import { Config } from '../../config.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { RenditionStore } from '../store/file-store.js';
import { VIEWS } from './crops.js';
import { RenditionMaker } from './rendition-maker.js';
import { extensionsOf, namesOf, type RenditionName } from './rendition-names.js';
import { RENDITIONS_QUEUE } from './rendition-sets.js';
import { Renditions } from './renditions.js';

/** Staff look at whole photos; what few ask for waits until somebody does. */
const STAFF_VIEWS = ['whole'] as const;

/** Makes the renditions of photos before anybody asks for them, one set after the other. */
@Injectable()
export class RenditionJobs {
  constructor(
    private readonly config: Config,
    private readonly renditions: Renditions,
    private readonly maker: RenditionMaker,
    private readonly store: RenditionStore,
    jobs: JobQueue,
  ) {
    jobs.work(RENDITIONS_QUEUE, async (hash) => this.makeAll(hash));
  }

  /** Makes what of the set is not there yet: after a crash it goes on where it was. */
  async makeAll(hash: string): Promise<void> {
    const set = await this.renditions.describedBy(hash);
    if (set === null) return;
    for (const view of set.itemId === null ? STAFF_VIEWS : VIEWS) {
      const missing: RenditionName[] = [];
      for (const name of namesOf(view, extensionsOf(this.config))) {
        if (!(await this.store.has(this.maker.storedName(set, name)))) missing.push(name);
      }
      if (missing.length > 0) await this.maker.make(set, view, missing);
    }
  }
}
