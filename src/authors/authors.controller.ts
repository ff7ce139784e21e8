import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff, Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Commands } from '../http/commands.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { listRequest, Lists } from '../http/lists.js';
import { etagOf } from '../http/precondition.js';
import {
  AuthorChange,
  AuthorListQuery,
  AuthorPage,
  AuthorView,
  authorView,
  NewAuthor,
} from './author.dto.js';
import { AuthorReader } from './author-reader.js';
import { Authors } from './authors.js';

const ROUTE = '/api/v1/authors';

/** The byline profiles. */
@Controller(ROUTE)
export class AuthorsController {
  constructor(
    private readonly db: EntityManager,
    private readonly lists: Lists,
    private readonly commands: Commands,
    private readonly authors: Authors,
    private readonly reader: AuthorReader,
  ) {}

  /** The authors by name. */
  @Get()
  @AnyStaff()
  async list(@CurrentCall() call: Call, @Query() query: AuthorListQuery): Promise<AuthorPage> {
    const page = await this.reader.list(this.db, listRequest(ROUTE, query), query.q ?? null);
    return this.lists.send(call, page);
  }

  /** Adds an author. */
  @Post()
  @Requires('author.write')
  @Refuses('slug_taken')
  async create(@CurrentCall() call: Call, @Body() body: NewAuthor): Promise<AuthorView> {
    return this.commands.runOnce(call, {
      // All staff see all authors, and the guard has asked for the permission again.
      access: () => Promise.resolve(),
      work: async (tx) => {
        const author = await this.authors.create(tx, call.actor, body);
        return {
          etag: etagOf(author.version),
          path: `${ROUTE}/${author.id}`,
          body: authorView(author),
        };
      },
    });
  }

  /** One author. */
  @Get(':id')
  @AnyStaff()
  async read(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<AuthorView> {
    const author = await this.reader.byId(this.db, id);
    call.reply.header('ETag', etagOf(author.version));
    return authorView(author);
  }

  /** Changes an author. */
  @Patch(':id')
  @Requires('author.write')
  @Refuses('slug_taken')
  async change(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: AuthorChange,
  ): Promise<AuthorView> {
    return this.commands.run(call, async (tx) => {
      const author = await this.authors.change(tx, call.actor, id, call.precondition, body);
      return { etag: etagOf(author.version), body: authorView(author) };
    });
  }

  /** Removes an author whom no item names. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('author.write')
  @Refuses('in_use')
  async remove(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<void> {
    await this.commands.run(call, async (tx) => {
      await this.authors.remove(tx, call.actor, id, call.precondition);
      return { body: null };
    });
  }
}
