/** Unsupported is thrown for a document, or for values, that graphql-js has to answer. It never reaches a client. */
export class Unsupported extends Error {
  override name = 'Unsupported';
}

/** HandedOver is thrown for a result that graphql-js has to complete, such as one with an error. */
export class HandedOver extends Error {
  override name = 'HandedOver';
}
