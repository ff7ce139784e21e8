import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import { DeliveredArticleCard } from './delivered-article.dto.js';
import { DeliveredEditorialCard } from './delivered-editorial.dto.js';
import { DeliveredPhotoCaption } from './delivered-photo-caption.dto.js';

/** Where a search found something: HTML that is safe between two tags, all of it escaped but for `<mark>`. */
export class DeliveredHighlights {
  /** The whole headline. Null for what has none. */
  headline: string | null;
  /** Parts of the rest in which something was found, at most two. */
  excerpts: string[];
}

/** An article that was found. */
export class DeliveredArticleHit extends DeliveredArticleCard {
  highlights: DeliveredHighlights;
}

/** An editorial that was found. */
export class DeliveredEditorialHit extends DeliveredEditorialCard {
  highlights: DeliveredHighlights;
}

/** A photo caption that was found. */
export class DeliveredPhotoCaptionHit extends DeliveredPhotoCaption {
  highlights: DeliveredHighlights;
}

/** A page of what was found, the best first. */
@ApiExtraModels(DeliveredArticleHit, DeliveredEditorialHit, DeliveredPhotoCaptionHit)
export class DeliveredSearchPage {
  @ApiProperty({
    type: 'array',
    items: {
      oneOf: [
        { $ref: '#/components/schemas/DeliveredArticleHit' },
        { $ref: '#/components/schemas/DeliveredEditorialHit' },
        { $ref: '#/components/schemas/DeliveredPhotoCaptionHit' },
      ],
    },
  })
  items: (DeliveredArticleHit | DeliveredEditorialHit | DeliveredPhotoCaptionHit)[];
  /** Nothing was found for the query as it was typed; this is what was searched for in its place. */
  correctedTo: string | null;
  nextCursor: string | null;
}
