interface SignInProps {
  slug: string;
  problem: string | null;
  onToken: (token: string) => void;
}

export function SignIn({ slug, problem, onToken }: SignInProps) {
  return (
    <main class="sign-in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onToken(String(new FormData(event.currentTarget).get('token')));
        }}
      >
        <h1>The desk of {slug}</h1>
        <p>An operator’s token is needed. It stays in this tab.</p>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <label>
          <span>Token</span>
          <input name="token" type="password" required autocomplete="off" />
        </label>
        <button type="submit" class="primary">
          Sit down
        </button>
      </form>
    </main>
  );
}
