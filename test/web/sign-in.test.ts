/** The sign-in at the issuer, in a browser that leaves the desk for it and returns. */
import { expect, it } from 'vitest';
import { useOidcIssuer } from '../support/oidc-issuer.ts';
import { openPage, takePicture, usePages } from '../support/pages.ts';
import { usePavilion } from '../support/pavilion.ts';

const visit = usePages();
const slug = 'yancheng-2023';

async function useDesk() {
  const issuer = await useOidcIssuer();
  issuer.claims.exhibitions = [slug];
  const { url } = await usePavilion({ environment: issuer.environment });
  const { context } = await visit();
  return { url, issuer, ...(await openPage(context, `${url}/desk/${slug}?mode=rehearsal&lang=ko`)) };
}

it('returns to the page that began, signed in, by keyboard, and leaves no code in the address', async () => {
  const { url, issuer, page, problems } = await useDesk();
  const button = page.getByTestId('issuer');
  await button.waitFor();
  await takePicture(page, 'desk-sign-in-ko');
  expect(await button.textContent()).toContain(new URL(issuer.url).host);
  await button.focus();
  await page.keyboard.press('Enter');
  await page.locator('#agree').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('running-order').waitFor();
  expect(page.url()).toBe(`${url}/desk/${slug}?mode=rehearsal&lang=ko`);
  expect(issuer.redirects).toEqual([`${url}/desk/sign.in`]);
  expect(problems).toEqual([]);
  // The token stays in this tab, with the page that began.
  const stored = await page.evaluate(() =>
    Object.keys(sessionStorage).filter((key) => /sign-in|token/.test(key)),
  );
  expect(stored).toEqual([`token of /desk/${slug}`]);
});

it('says why it failed, and a token can be pasted instead', async () => {
  const { url, page } = await useDesk();
  await page.getByTestId('issuer').click();
  await page.locator('#refuse').click();
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('access_denied');
  expect(await page.locator('input[name=token]').count()).toBe(1);
  // An answer that this tab has not asked for changes nothing.
  await page.goto(`${url}/desk/sign.in?code=forged&state=forged`);
  await expect.poll(() => page.locator('#page').textContent()).not.toBe('');
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => /token/.test(key)))).toEqual(
    [],
  );
});
