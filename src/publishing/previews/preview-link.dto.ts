import { IsInt, Max, Min } from 'class-validator';
import { NotNull } from '../../http/not-null.js';

/** What the link is to show, and for how long. */
export class NewPreviewLink {
  /** The draft's where nothing is said, or what is live (was last) where there is no draft. */
  @NotNull()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  revision?: number;

  /** From now on: a minute to thirty days; seven days where nothing is said. */
  @NotNull()
  @IsInt()
  @Min(60)
  @Max(2_592_000)
  expiresInSeconds?: number;
}

/** A link that shows one revision to whoever has it. */
export class PreviewLinkView {
  id: string;
  /** Needs no sign-in: give it to those alone who may read the text. */
  url: string;
  /** Always this one, whatever is saved later. */
  revision: number;
  expiresAt: string;
}

/** A page of the links that open something now, newest first. */
export class PreviewLinkPage {
  items: PreviewLinkView[];
  nextCursor: string | null;
}
