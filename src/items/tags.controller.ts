import { Controller, Get, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { listRequest, ListQuery, Lists } from '../http/lists.js';
import { TagPage, Tags } from './tags.js';

const ROUTE = '/api/v1/tags';

/** The tags that items carry. */
@Controller(ROUTE)
export class TagsController {
  constructor(
    private readonly lists: Lists,
    private readonly db: EntityManager,
    private readonly tags: Tags,
  ) {}

  /** The tags in use, with counts. */
  @Get()
  @AnyStaff()
  async list(@CurrentCall() call: Call, @Query() query: ListQuery): Promise<TagPage> {
    const page = await this.tags.list(this.db, call.actor, listRequest(ROUTE, query));
    return this.lists.send(call, page);
  }
}
