import { Module } from '@nestjs/common';
import { DraftsModule } from '../drafts/drafts.module.js';
import { ItemsModule } from '../items/items.module.js';
import { KindRegistry } from '../items/kind-registry.js';
import { editorialKind } from './editorial.kind.js';
import { EditorialsController } from './editorials.controller.js';

/** Editorials: their routes, and the value that plugs the kind into the engine. */
@Module({ imports: [ItemsModule, DraftsModule], controllers: [EditorialsController] })
export class EditorialsModule {
  constructor(registry: KindRegistry) {
    registry.register(editorialKind);
  }
}
