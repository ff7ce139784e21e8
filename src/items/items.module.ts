import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ItemNames } from '../access/in-use.js';
import { Board } from './board.js';
import { DiffController } from './diff/diff.controller.js';
import { Headlines } from './headlines.js';
import { Item } from './item.entity.js';
import { ItemGate } from './item-gate.js';
import { ItemPresenter } from './item-presenter.js';
import { ItemReader } from './item-reader.js';
import { ItemReading } from './item-reading.js';
import { ItemsController } from './items.controller.js';
import { KindRegistry } from './kind-registry.js';
import { References } from './references.js';
import { Revision } from './revision.entity.js';
import { RightsWarnings } from './rights-warnings.js';
import { RevisionsController } from './revisions.controller.js';
import { RevisionReader } from './revision-reader.js';
import { Revisions } from './revisions.js';
import { ShownRevision } from './shown-revision.entity.js';
import { Tags } from './tags.js';
import { TagsController } from './tags.controller.js';
import { Usages } from './usages.js';
import { UsagesController } from './usages.controller.js';

/**
 * Items, their revisions and what refers to what; the desk's board. Global for one thing: the `ItemNames` that the
 * records ask.
 */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Item, Revision, ShownRevision])],
  controllers: [ItemsController, RevisionsController, DiffController, TagsController, UsagesController],
  providers: [
    KindRegistry,
    { provide: ItemNames, useClass: Headlines },
    ItemGate,
    ItemReader,
    ItemReading,
    ItemPresenter,
    References,
    RightsWarnings,
    Revisions,
    RevisionReader,
    Board,
    Tags,
    Usages,
  ],
  exports: [ItemNames, KindRegistry, ItemGate, ItemReader, ItemReading, References, Revisions, Board],
})
export class ItemsModule {}
