import { Controller, Get, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { listRequest, Lists } from '../http/lists.js';
import { PhotoPage } from './photo.dto.js';
import { PhotoListQuery } from './photo-list.dto.js';
import { PhotoSearch } from './photo-search.js';

const ROUTE = '/api/v1/photos';

/** The list of photos, and finding one in it. */
@Controller(ROUTE)
export class PhotoSearchController {
  constructor(
    private readonly db: EntityManager,
    private readonly lists: Lists,
    private readonly search: PhotoSearch,
  ) {}

  /** The photos that were uploaded, newest first: all, or those that the filters find. */
  @Get()
  @AnyStaff()
  async list(@CurrentCall() call: Call, @Query() query: PhotoListQuery): Promise<PhotoPage> {
    const page = await this.search.list(this.db, listRequest(ROUTE, query), query);
    return this.lists.send(call, page);
  }
}
