/** SignIn asks for the sign-in at the issuer, where the server has one, and for a token. */
import { useEffect, useState } from 'preact/hooks';
import { findIssuer, goToIssuer, type Issuer, takeProblem } from './issuer-sign-in.ts';
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
  const [issuer, setIssuer] = useState<Issuer | null>(null);
  const [failure] = useState(takeProblem);
  useEffect(() => {
    let isShown = true;
    // Without an answer, a token still works.
    findIssuer().then((found) => isShown && setIssuer(found), console.warn);
    return () => {
      isShown = false;
    };
  }, []);
  const shown = failure === null ? problem : words.signInFailed(failure);
  return (
    <main class="sign-in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onToken(String(new FormData(event.currentTarget).get('token')));
        }}
      >
        <h1>{words.deskOf(slug)}</h1>
        {shown && (
          <p class="problem" role="alert">
            {shown}
          </p>
        )}
        {issuer && (
          <button type="button" class="primary" data-testid="issuer" onClick={() => void goToIssuer(issuer)}>
            {words.signInAt(new URL(issuer.authorizationEndpoint).host)}
          </button>
        )}
        <p>{issuer ? words.orToken : words.tokenNeeded}</p>
        <label>
          <span>{words.token}</span>
          <input name="token" type="password" required autocomplete="off" />
        </label>
        <button type="submit" class={issuer ? '' : 'primary'}>
          {words.signIn}
        </button>
        <LanguageSwitch onLanguage={onLanguage} />
      </form>
    </main>
  );
}
