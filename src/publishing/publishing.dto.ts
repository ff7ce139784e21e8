import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { IsInstant } from '../http/instant.js';
import { NotNull } from '../http/not-null.js';
import { trimmed } from '../http/one-line.js';
import { CHANGE_TYPES, type ChangeType } from '../items/change-type.js';
import { PersonView } from '../items/item-view.js';

/** What may be said with any publication; a first one may also state its time. */
export class RepublishBody {
  /** What kind of change it is. All but `minor` tell readers "Updated". */
  @ApiProperty({ enum: CHANGE_TYPES, enumName: 'ChangeType', default: 'minor', required: false })
  @NotNull()
  @IsIn(CHANGE_TYPES)
  changeType?: ChangeType;

  /** For the desk. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(2000)
  note?: string | null;

  /** For readers; a correction or clarification needs one. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @MaxLength(2000)
  publicNote?: string | null;

  /** The id of a current correction of this item that this one takes the place of: the correction was wrong itself. */
  @IsOptional()
  @IsUUID()
  supersedes?: string | null;

  /** Why it goes out although the rights to a photo say otherwise; for the audit trail. Needs `photo.rights`. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  overrideRights?: string | null;
}

/** What goes with a publication. */
export class PublishBody extends RepublishBody {
  /** For archives: when it was first published, in the past. Needs `item.backdate`. */
  @IsOptional()
  @IsInstant()
  firstPublishedAt?: string | null;
}

/** In which ways a live item is taken off. */
export const UNPUBLISH_TYPES = ['gone', 'withdrawn', 'redirect'] as const;
export type UnpublishType = (typeof UNPUBLISH_TYPES)[number];

/** How a live item is taken off. */
export class UnpublishBody {
  /** `gone`: without a word. `withdrawn`: with a notice in its place, if there is one. `redirect`: readers are led elsewhere. */
  @ApiProperty({ enum: UNPUBLISH_TYPES, enumName: 'UnpublishType' })
  @IsIn(UNPUBLISH_TYPES)
  type: UnpublishType;

  /** For the desk and the audit trail. */
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  reason: string;

  /** For readers. */
  @IsOptional()
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  notice?: string | null;

  /**
   * For `redirect`: the id or the address of another item that is live, which is followed wherever it goes; or any other
   * http, https or root-relative URL. While it leads nowhere any more, readers get the notice.
   */
  @IsOptional()
  @IsString()
  @Length(1, 2048)
  redirectTo?: string | null;
}

/** Why an item is withdrawn for good. */
export class KillBody {
  /** For the desk and the audit trail. */
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  reason: string;

  /** For readers: what stands in its place. */
  @Transform(trimmed)
  @IsString()
  @Length(1, 2000)
  notice: string;
}

/** The fact that a revision was live from a time to a time. */
export class PublicationView {
  revision: number;
  @ApiProperty({ enum: CHANGE_TYPES, enumName: 'ChangeType' })
  changeType: ChangeType;
  publicNote: string | null;
  publishedBy: PersonView;
  @ApiProperty({ format: 'date-time' })
  from: string;
  /** Null while it is live. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  to: string | null;
}

/** A page of publications, newest first. */
export class PublicationPage {
  items: PublicationView[];
  nextCursor: string | null;
}
