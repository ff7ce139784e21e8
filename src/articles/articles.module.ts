import { Module } from '@nestjs/common';
import { DraftsModule } from '../drafts/drafts.module.js';
import { ItemsModule } from '../items/items.module.js';
import { KindRegistry } from '../items/kind-registry.js';
import { articleKind } from './article.kind.js';
import { ArticlesController } from './articles.controller.js';

/** Articles: their routes, and the value that plugs the kind into the engine. */
@Module({ imports: [ItemsModule, DraftsModule], controllers: [ArticlesController] })
export class ArticlesModule {
  constructor(registry: KindRegistry) {
    registry.register(articleKind);
  }
}
