import { LanguageSwitch, useLanguage } from './language.tsx';
import type { DeskLanguage } from './words/words.ts';

interface SignInProps {
  slug: string;
  problem: string | null;
  onToken: (token: string) => void;
  onSpeak: (language: DeskLanguage) => void;
}

export function SignIn({ slug, problem, onToken, onSpeak }: SignInProps) {
  const { words } = useLanguage();
  return (
    <main class="sign-in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onToken(String(new FormData(event.currentTarget).get('token')));
        }}
      >
        <h1>{words.deskOf(slug)}</h1>
        <p>{words.tokenNeeded}</p>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <label>
          <span>{words.token}</span>
          <input name="token" type="password" required autocomplete="off" />
        </label>
        <button type="submit" class="primary">
          {words.sitDown}
        </button>
        <LanguageSwitch onSpeak={onSpeak} />
      </form>
    </main>
  );
}
