import { directionOf } from '../../format/direction.ts';
import { wallWords } from '../../wall/words/words.ts';
import type { PreviewLine, PreviewText } from '../state/preview-lines.ts';
import { useLanguage } from '../use-language.ts';

/** What the walls will say, in each language of the exhibition, with what they say now. */
export function AnnouncementPreview({ lines }: { lines: readonly PreviewLine[] }) {
  const { words } = useLanguage();
  return (
    <section class="announcement-preview" aria-label={words.willBeAnnounced} data-testid="preview">
      <h3>{words.willBeAnnounced}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line.language} data-language={line.language}>
            <span class="tag">{line.language}</span>
            <div lang={line.language} dir={directionOf(line.language)}>
              {line.heading && <strong class="heading">{line.heading}</strong>}
              {line.parts.map(({ now, before }, index) => (
                <p key={index}>
                  {line.isStruck ? (
                    <s>
                      <Text text={now} language={line.language} />
                    </s>
                  ) : (
                    <Text text={now} language={line.language} />
                  )}
                  {before && (
                    <span class="before">
                      {wallWords(line.language).previously}{' '}
                      <del>
                        <Text text={before} language={line.language} />
                      </del>
                    </span>
                  )}
                </p>
              ))}
              {line.reason && (
                <p class="reason">
                  <Text text={line.reason} language={line.language} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A text in another language than that of the wall is marked: the operator sees that a translation is missing. */
function Text({ text: { text, language: own }, language }: { text: PreviewText; language: string }) {
  if (own === language) return <bdi>{text}</bdi>;
  return (
    <>
      <bdi lang={own}>{text}</bdi> <em class="missing">{own}</em>
    </>
  );
}
