import { Injectable } from '@nestjs/common';
import { ItemNames } from '../access/in-use.js';
import type { Principal } from '../access/principal.js';
import type { SqlParameters } from '../database/sql-parameters.js';
import { mayReadDraftSql } from './item-rights.js';
import { KindRegistry } from './kind-registry.js';

/** The headline of a draft that the caller may read, else of what is live. */
@Injectable()
export class Headlines extends ItemNames {
  constructor(private readonly kinds: KindRegistry) {
    super();
  }

  override sql(principal: Principal, parameters: SqlParameters): string {
    const reads = mayReadDraftSql(principal, this.kinds.openToAllStaff(), parameters);
    return `case when ${reads} then i.headline when i.visibility = 'live' then i.live_headline end`;
  }
}
