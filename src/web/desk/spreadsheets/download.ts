import { basePath, storedToken } from '../../page-address.ts';

/** The token is in a header, so the browser cannot follow a link: the file is read, then saved. */
export async function download(
  slug: string,
  file: string,
): Promise<'saved' | { code: string; message: string }> {
  try {
    const response = await fetch(`${basePath()}/export/${encodeURIComponent(slug)}${file}`, {
      headers: { authorization: `Bearer ${storedToken() ?? ''}` },
    });
    if (!response.ok) {
      const { errors } = (await response.json()) as {
        errors: { message: string; extensions: { code: string } }[];
      };
      return { code: errors[0]!.extensions.code, message: errors[0]!.message };
    }
    save(await response.blob(), `${slug}${file.replace('/', '-')}`);
    return 'saved';
  } catch (error) {
    return { code: 'NONE', message: String(error) };
  }
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
