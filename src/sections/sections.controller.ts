import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { AnyStaff, Requires } from '../access/rule.js';
import { type Call, CurrentCall } from '../http/call.js';
import { Commands } from '../http/commands.js';
import { Refuses } from '../http/handler-facts.js';
import { IdParameter } from '../http/id-parameter.js';
import { listRequest, ListQuery, Lists } from '../http/lists.js';
import { etagOf } from '../http/precondition.js';
import { NewSection, SectionChange, SectionPage, SectionView, sectionView } from './section.dto.js';
import { SectionReader } from './section-reader.js';
import { Sections } from './sections.js';

const ROUTE = '/api/v1/sections';

/** The tree of sections. */
@Controller(ROUTE)
export class SectionsController {
  constructor(
    private readonly db: EntityManager,
    private readonly lists: Lists,
    private readonly commands: Commands,
    private readonly sections: Sections,
    private readonly reader: SectionReader,
  ) {}

  /** The tree, by path. */
  @Get()
  @AnyStaff()
  async list(@CurrentCall() call: Call, @Query() query: ListQuery): Promise<SectionPage> {
    const page = await this.reader.list(this.db, listRequest(ROUTE, query));
    return this.lists.send(call, page);
  }

  /** Adds a section. */
  @Post()
  @Requires('section.write')
  @Refuses('section_too_deep', 'slug_taken')
  async create(@CurrentCall() call: Call, @Body() body: NewSection): Promise<SectionView> {
    return this.commands.runOnce(call, {
      // All staff see all sections, and the guard has asked for the permission again.
      access: () => Promise.resolve(),
      work: async (tx) => {
        const section = await this.sections.create(tx, call.actor, body);
        return {
          etag: etagOf(section.version),
          path: `${ROUTE}/${section.id}`,
          body: sectionView(section),
        };
      },
    });
  }

  /** One section. */
  @Get(':id')
  @AnyStaff()
  async read(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<SectionView> {
    const section = await this.reader.byId(this.db, id);
    call.reply.header('ETag', etagOf(section.version));
    return sectionView(section);
  }

  /** Renames a section, or moves it with all below it. */
  @Patch(':id')
  @Requires('section.write')
  @Refuses('section_cycle', 'section_too_deep', 'slug_taken')
  async change(
    @CurrentCall() call: Call,
    @Param('id', IdParameter) id: string,
    @Body() body: SectionChange,
  ): Promise<SectionView> {
    return this.commands.run(call, async (tx) => {
      const section = await this.sections.change(tx, call.actor, id, call.precondition, body);
      return { etag: etagOf(section.version), body: sectionView(section) };
    });
  }

  /** Removes a section that nothing is in. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('section.write')
  @Refuses('in_use')
  async remove(@CurrentCall() call: Call, @Param('id', IdParameter) id: string): Promise<void> {
    await this.commands.run(call, async (tx) => {
      await this.sections.remove(tx, call.actor, id, call.precondition);
      return { body: null };
    });
  }
}
