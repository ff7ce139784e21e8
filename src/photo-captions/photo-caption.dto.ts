import { OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, Matches, ValidateNested } from 'class-validator';
import { FreeText, Id, Labels, Moment, Nested, OptionalLine } from '../content/content-fields.js';
import { ItemView } from '../items/item-view.js';

/** Where the photo was taken. */
export class PhotoPlaceContent {
  @OptionalLine(200)
  sublocation?: string | null;

  @OptionalLine(200)
  city?: string | null;

  @OptionalLine(200)
  provinceState?: string | null;

  @OptionalLine(200)
  countryName?: string | null;

  /** ISO 3166-1 alpha-2 or alpha-3. */
  @IsOptional()
  @Matches(/^[A-Z]{2,3}$/, { message: 'must be two or three capital letters (ISO 3166-1)' })
  countryCode?: string | null;

  @OptionalLine(200)
  worldRegion?: string | null;
}

/** What may be written of a photo caption. Each member that is given replaces it whole; null empties it. */
export class PhotoCaptionContentBody {
  /**
   * The photo that it is about. A photo caption that is made with one takes from the photo's metadata each member
   * that the request does not name.
   */
  @IsOptional()
  @Id()
  photoId?: string | null;

  /** Who, what, where, when: the caption itself. */
  @FreeText(5000)
  description?: string | null;

  /** How the supplier must be named: `Reuters`. */
  @OptionalLine(200)
  creditLine?: string | null;

  /** The photographers. */
  @Labels(20, 200)
  creator?: string[] | null;

  @OptionalLine(200)
  source?: string | null;

  @OptionalLine(500)
  copyrightNotice?: string | null;

  /** For those who cannot see the photo. */
  @FreeText(1000)
  altText?: string | null;

  @FreeText(10000)
  extendedDescription?: string | null;

  @Moment()
  dateTaken?: string | null;

  @Nested(() => PhotoPlaceContent)
  place?: PhotoPlaceContent | null;

  /** Who can be seen. */
  @Labels(100, 200)
  persons?: string[] | null;

  /** From the supplier to the desk; never delivered. */
  @FreeText(2000)
  instructions?: string | null;

  @FreeText(2000)
  usageTerms?: string | null;

  @IsOptional()
  @Id()
  sectionId?: string | null;
}

/** The body that makes a photo caption, or saves one: `content` may be as incomplete as it likes. */
export class PhotoCaptionWriting {
  @IsObject()
  @ValidateNested()
  @Type(() => PhotoCaptionContentBody)
  content: PhotoCaptionContentBody;

  /** For the desk: what this revision is about. */
  @OptionalLine(500)
  changeNote?: string | null;
}

/** What is made from a photo caption's content. */
export class RenderedPhotoCaption {
  /** `— Photo by Reuters` */
  credit: string;
}

/** A photo caption as every editorial route returns it. */
export class PhotoCaptionView extends OmitType(ItemView, ['content', 'rendered']) {
  content: PhotoCaptionContentBody;
  rendered?: RenderedPhotoCaption;
}

/** A page of photo captions, without `rendered`. */
export class PhotoCaptionPage {
  items: PhotoCaptionView[];
  nextCursor: string | null;
}
