import { AfterClosing, BeforeOpening, Opening } from './idle-stages.tsx';
import { SigningStage } from './signing-stage.tsx';
import { SpeechLine, SpeechStage } from './speech-stage.tsx';
import { stageOf } from './state/view.ts';
import type { Exhibition, WallContent } from './state/wall-state.ts';
import { useFit } from './use-fit.ts';
import { useLanguage } from './use-language.ts';

interface StageProps {
  exhibition: Exhibition;
  content: WallContent;
}

/** Stage is the main area of the wall, which shows what happens now. */
export function Stage({ exhibition, content }: StageProps) {
  const { phase, sequence } = content;
  const { language } = useLanguage();
  const box = useFit(`${phase} ${sequence} ${language}`);
  return (
    <section ref={box} class="stage" aria-live={phase === 'live' ? 'polite' : 'off'}>
      <StageContent exhibition={exhibition} content={content} />
    </section>
  );
}

function StageContent({ exhibition, content }: StageProps) {
  const stage = stageOf(content);
  switch (stage.name) {
    case 'before':
      return <BeforeOpening exhibition={exhibition} />;
    case 'opening':
      return <Opening exhibition={exhibition} content={content} />;
    case 'speech':
      return <SpeechStage key={stage.speech.speech.speechId} shown={stage.speech} />;
    case 'signing':
      return (
        <>
          <SigningStage key={stage.signing.sequence} signing={stage.signing} />
          {stage.speech && <SpeechLine shown={stage.speech} />}
        </>
      );
    case 'after':
      return <AfterClosing exhibition={exhibition} content={content} />;
  }
}
