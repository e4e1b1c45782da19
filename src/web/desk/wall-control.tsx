/** WallControl sets what the walls show: all of them, or those with a name. */
import { useState } from 'preact/hooks';
import { displayName } from '../format/display-name.ts';
import { type DeskCommands, wallSubject } from './commands.ts';
import { LongPressButton } from './long-press-button.tsx';
import type { DeskView, StreamMode } from './state/desk-view.ts';
import { type ButtonPicture, controlledWalls, noticeOnWalls, ownSettings } from './state/walls.ts';
import { useLanguage } from './use-language.ts';

const pictures: readonly ButtonPicture[] = ['PROGRAMME', 'TITLE', 'TOTALS', 'BLANK'];

interface WallControlProps {
  view: DeskView;
  mode: StreamMode;
  deskCommands: DeskCommands;
  /** Opens the form of the slide. `wall` is null for all walls. */
  onSlide: (wall: string | null) => void;
}

export function WallControl({ view, mode, deskCommands, onSlide }: WallControlProps) {
  const { language, words } = useLanguage();
  /** Empty for all walls. */
  const [chosen, setChosen] = useState('');
  const walls = controlledWalls(view);
  const wall = walls.includes(chosen) ? chosen : null;
  const settings = ownSettings(view, wall);
  const isPending = deskCommands.isPending(wallSubject(wall));
  const notice = noticeOnWalls(view, mode);
  const titled = (what: string) => `${wall ?? words.allWalls}: ${what}`;
  const set = (what: string, change: Parameters<DeskCommands['setWallControl']>[2]) =>
    deskCommands.setWallControl(wall, titled(what), change);
  const { languages } = view.exhibition;
  return (
    <section class="wall-control" aria-label={words.walls} data-testid="wall-control">
      <h2>{words.walls}</h2>
      <label>
        <span class="tag">{words.wall}</span>
        <select value={wall ?? ''} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="">{words.allWalls}</option>
          {walls.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p class="choices">
        {pictures.map((picture) => (
          <LongPressButton
            key={picture}
            class={(settings.picture ?? 'PROGRAMME') === picture ? 'current' : ''}
            testId={`picture-${picture}`}
            isDisabled={isPending}
            onLongPress={() =>
              // One wall with the programme, while all others have another picture.
              set(words.pictures[picture], {
                picture: picture === 'PROGRAMME' && wall === null ? null : picture,
              })
            }
          >
            {words.pictures[picture]}
          </LongPressButton>
        ))}
        <button
          type="button"
          class={settings.picture === 'SLIDE' ? 'current' : ''}
          data-testid="picture-SLIDE"
          onClick={() => onSlide(wall)}
        >
          {words.pictures.SLIDE}…
        </button>
      </p>
      <label>
        <span class="tag">{words.wallLanguage}</span>
        <select
          value={settings.languages.length > 1 ? 'all' : (settings.languages[0] ?? '')}
          disabled={isPending}
          onChange={({ currentTarget: { value } }) =>
            set(value === '' ? words.languageOfAddress : value === 'all' ? words.alternating : value, {
              languages: value === '' ? null : value === 'all' ? [...languages] : [value],
            })
          }
        >
          <option value="">{words.languageOfAddress}</option>
          <option value="all">{words.alternating}</option>
          {languages.map((tag) => (
            <option key={tag} value={tag}>
              {displayName('language', tag, language)}
            </option>
          ))}
        </select>
      </label>
      <p class="choices">
        <LongPressButton
          class={settings.rehearsal ? 'current warn' : ''}
          testId="walls-rehearse"
          isDisabled={isPending}
          onLongPress={() =>
            set(settings.rehearsal ? words.wallsLive : words.wallsRehearse, {
              rehearsal: settings.rehearsal ? null : true,
            })
          }
        >
          {settings.rehearsal ? words.wallsLive : words.wallsRehearse}
        </LongPressButton>
        {notice !== null && (
          <LongPressButton
            testId="take-down-notice"
            isDisabled={isPending}
            onLongPress={() => set(words.takeDownNotice, { hiddenNotice: { mode, sequence: notice } })}
          >
            {words.takeDownNotice}
          </LongPressButton>
        )}
        {wall !== null && ownSettings(view, wall) !== ownSettings(view, null) && (
          <LongPressButton
            testId="follow-all-walls"
            isDisabled={isPending}
            onLongPress={() =>
              set(words.likeAllWalls, {
                picture: null,
                slideTextTranslations: null,
                languages: null,
                rehearsal: null,
              })
            }
          >
            {words.likeAllWalls}
          </LongPressButton>
        )}
      </p>
      {settings.rehearsal && <p class="note">{words.publicWallsStayLive}</p>}
    </section>
  );
}
