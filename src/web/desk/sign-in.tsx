import { LanguageSwitch } from './language-switch.tsx';
import { useLanguage } from './use-language.ts';
import type { DeskLanguage } from './words/words.ts';

interface SignInProps {
  slug: string;
  problem: string | null;
  onToken: (token: string) => void;
  onLanguage: (language: DeskLanguage) => void;
}

export function SignIn({ slug, problem, onToken, onLanguage }: SignInProps) {
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
          {words.signIn}
        </button>
        <LanguageSwitch onLanguage={onLanguage} />
      </form>
    </main>
  );
}
