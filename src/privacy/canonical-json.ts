import canonicalize from 'canonicalize';

/** canonicalJson is the one text of a JSON value by RFC 8785: sorted keys, no spaces. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('the value is not JSON');
  return text;
}
